package io.fasti.http.route;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the same routes as Spring does, but looks only at those that have as many segments as the path, and the same ones
 * where they are fixed. Spring tries every route with a variable one after the other, which was a fifth of the JVM's part of a
 * get by id. Where not exactly one route fits, or the path is written in an unusual way, Spring decides.
 */
final class QuickRoutes extends RequestMappingHandlerMapping {
    private static final char SLASH = '/';

    /** @param segments those that are fixed, null for a variable; empty when the route is not made of segments only */
    private record Candidate(RequestMappingInfo info, HandlerMethod handler, List<@Nullable String> segments) {
        boolean fits(String path) {
            int start = 1;
            for (var segment : segments) {
                int slash = path.indexOf(SLASH, start);
                int end = slash < 0 ? path.length() : slash;
                if (segment != null && (end - start != segment.length() || !path.startsWith(segment, start))) {
                    return false;
                }
                start = end + 1;
            }
            return true;
        }

        static Candidate of(RequestMappingInfo info, HandlerMethod handler) {
            var patterns = info.getPatternValues();
            var pattern = patterns.size() == 1 ? patterns.iterator().next() : "";
            var segments = new ArrayList<@Nullable String>();
            if (pattern.startsWith("/") && pattern.indexOf('*') < 0) {
                for (var segment : pattern.substring(1).split("/", -1)) {
                    segments.add(segment.indexOf('{') < 0 ? segment : null);
                }
            }
            return new Candidate(info, handler, segments);
        }
    }

    private Map<Integer, List<Candidate>> candidates = Map.of();

    @Override
    protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> handlers) {
        super.handlerMethodsInitialized(handlers);
        var byLength = new HashMap<Integer, List<Candidate>>();
        handlers.forEach((info, handler) -> {
            var candidate = Candidate.of(info, handler);
            byLength.computeIfAbsent(candidate.segments().size(), _ -> new ArrayList<>())
                    .add(candidate);
        });
        candidates = byLength;
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        var only = usual(path) ? only(path, request) : null;
        if (only == null) {
            return super.lookupHandlerMethod(path, request);
        }
        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, only.handler());
        handleMatch(only.info(), path, request);
        return only.handler();
    }

    private static boolean usual(String path) {
        return path.startsWith("/") && path.indexOf('%') < 0 && path.indexOf(';') < 0;
    }

    /** The only route that matches; null when there is none, or when one has to be chosen. */
    private @Nullable Candidate only(String path, HttpServletRequest request) {
        var shapeless = matching(candidates.getOrDefault(0, List.of()), path, request);
        var shaped = matching(candidates.getOrDefault(length(path), List.of()), path, request);
        return shapeless.isEmpty() && shaped.size() == 1 ? shaped.getFirst() : null;
    }

    private List<Candidate> matching(List<Candidate> among, String path, HttpServletRequest request) {
        var matching = new ArrayList<Candidate>(1);
        for (var candidate : among) {
            if (candidate.fits(path)) {
                var match = getMatchingMapping(candidate.info(), request);
                if (match != null) {
                    matching.add(new Candidate(match, candidate.handler(), candidate.segments()));
                }
            }
        }
        return matching;
    }

    private static int length(String path) {
        int segments = 0;
        for (int slash = 0; slash >= 0; slash = path.indexOf(SLASH, slash + 1)) {
            segments++;
        }
        return segments;
    }
}

package io.fasti.http.route;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds routes as Spring does, but looks closely only at those whose fixed beginning and number of segments fit. Spring
 * tries every route with a variable one after the other, which was a sixth of the cost of a get by id.
 */
final class QuickRoutes extends RequestMappingHandlerMapping {
    /** What a path must begin with, and how many slashes it has. */
    private record Shape(String beginning, int slashes) {
        static final Shape ANY = new Shape("", -1);

        boolean fits(String path) {
            return path.startsWith(beginning) && (slashes < 0 || slashes == count(path));
        }

        static Shape of(RequestMappingInfo info) {
            var patterns = info.getPatternValues();
            if (patterns.size() != 1) {
                return ANY;
            }
            var pattern = patterns.iterator().next();
            var variable = pattern.indexOf('{');
            if (variable < 0 || pattern.indexOf('*') >= 0) {
                return ANY;
            }
            return new Shape(pattern.substring(0, variable), count(pattern));
        }

        private static int count(String path) {
            int slashes = 0;
            for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
                slashes++;
            }
            return slashes;
        }
    }

    private final ConcurrentMap<RequestMappingInfo, Shape> shapes = new ConcurrentHashMap<>();

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
        var shape = shapes.get(info);
        if (shape == null) {
            shape = shapes.computeIfAbsent(info, Shape::of);
        }
        return shape.fits(request.getRequestURI()) ? super.getMatchingMapping(info, request) : null;
    }
}

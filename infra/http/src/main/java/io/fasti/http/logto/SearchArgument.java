package io.fasti.http.logto;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.Search;
import io.fasti.http.Search.Condition;
import io.fasti.http.Search.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads a search: {@code search} on any field or {@code search.<field>} on one, {@code mode} or {@code mode.<field>} for how
 * values are compared, {@code joint} for whether all fields must match, {@code isCaseSensitive}.
 */
@Component
final class SearchArgument implements HandlerMethodArgumentResolver {
    private static final String GENERAL = "";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Search.class && parameter.hasParameterAnnotation(SearchedBy.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory factory) {
        var fields = parameter.getParameterAnnotation(SearchedBy.class);
        return of(web.getParameterMap(), fields == null ? List.of() : List.of(fields.value()));
    }

    /** @throws Rejection SEARCH_INVALID */
    static Search of(Map<String, String[]> parameters, List<String> fields) {
        var searches = new TreeMap<String, String[]>();
        var modes = new HashMap<String, Mode>();
        parameters.forEach((name, values) -> {
            if (name.startsWith("search")) {
                searches.put(field(name, "search", fields), values);
            } else if (name.startsWith("mode")) {
                modes.put(field(name, "mode", fields), mode(name, values));
            }
        });
        if (searches.isEmpty()) {
            return Search.NONE;
        }
        var caseSensitive = Flags.isTrue(single(parameters, "isCaseSensitive"));
        var conditions = new ArrayList<Condition>();
        searches.forEach((field, values) -> {
            var general = modes.getOrDefault(GENERAL, Mode.LIKE);
            var mode = modes.getOrDefault(field, general);
            conditions.add(condition(field, mode, List.of(values), caseSensitive));
        });
        return new Search(conditions, isAnd(parameters), caseSensitive);
    }

    private static Condition condition(String field, Mode mode, List<String> values, boolean caseSensitive) {
        var name = field.isEmpty() ? "search" : "search." + field;
        if (values.stream().anyMatch(String::isEmpty)) {
            throw invalid(name, "must not be empty");
        }
        if (mode != Mode.EXACT && values.size() > 1) {
            throw invalid(name, "can have several values in the mode exact only");
        }
        if (mode == Mode.SIMILAR_TO && !caseSensitive) {
            throw invalid(name, "needs isCaseSensitive in the mode similar_to");
        }
        return new Condition(field.isEmpty() ? null : field, mode, values);
    }

    private static String field(String name, String prefix, List<String> fields) {
        if (name.equals(prefix)) {
            return GENERAL;
        }
        if (name.charAt(prefix.length()) != '.') {
            throw invalid(name, "is not known");
        }
        var field = name.substring(prefix.length() + 1);
        if (!fields.contains(field)) {
            throw invalid(name, "must be of one of the fields " + String.join(", ", fields));
        }
        return field;
    }

    private static Mode mode(String name, String[] values) {
        if (values.length == 1) {
            for (var mode : Mode.values()) {
                if (mode.name().toLowerCase(Locale.ROOT).equals(values[0])) {
                    return mode;
                }
            }
        }
        throw invalid(name, "must be one of exact, like, similar_to, posix");
    }

    private static boolean isAnd(Map<String, String[]> parameters) {
        var joint = single(parameters, "joint");
        var joined = joint == null ? single(parameters, "jointMode") : joint;
        return switch (joined) {
            case "and" -> true;
            case "or" -> false;
            case null -> false;
            default -> throw invalid("joint", "must be and or or");
        };
    }

    private static @Nullable String single(Map<String, String[]> parameters, String name) {
        var values = parameters.get(name);
        if (values == null) {
            return null;
        }
        if (values.length > 1) {
            throw invalid(name, "must have one value");
        }
        return values[0];
    }

    private static Rejection invalid(String name, String fault) {
        return new Rejection(ErrorCode.SEARCH_INVALID, name, fault);
    }
}

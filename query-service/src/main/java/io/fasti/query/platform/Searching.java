package io.fasti.query.platform;

import io.fasti.http.Search;
import io.fasti.http.Search.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A search as SQL: a condition, and the parameters that it names.
 *
 * @param condition {@code true} when nothing is searched for
 */
public record Searching(String condition, Map<String, Object> parameters) {
    /** @param columns what the fields of the search are called in the statement */
    public static Searching of(Search search, Map<String, String> columns) {
        if (search.conditions().isEmpty()) {
            return new Searching("true", Map.of());
        }
        var parts = new ArrayList<String>();
        var parameters = new HashMap<String, Object>();
        for (var condition : search.conditions()) {
            var parameter = "search" + parts.size();
            var among = condition.field() == null ? columns.values() : List.of(column(columns, condition.field()));
            parts.add(any(among, condition, search.caseSensitive(), parameter));
            parameters.put(parameter, value(condition, search.caseSensitive()));
        }
        return new Searching("(" + String.join(search.all() ? " and " : " or ", parts) + ")", parameters);
    }

    private static String any(
            Collection<String> columns, Condition condition, boolean caseSensitive, String parameter) {
        return columns.stream()
                .map(column -> switch (condition.mode()) {
                    case EXACT -> (caseSensitive ? column : "lower(" + column + ")") + " = any(:" + parameter + ")";
                    case LIKE -> column + (caseSensitive ? " like :" : " ilike :") + parameter;
                    case SIMILAR_TO -> column + " similar to :" + parameter;
                    case POSIX -> column + (caseSensitive ? " ~ :" : " ~* :") + parameter;
                })
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static Object value(Condition condition, boolean caseSensitive) {
        return switch (condition.mode()) {
            case EXACT ->
                condition.values().stream()
                        .map(value -> caseSensitive ? value : value.toLowerCase(Locale.ROOT))
                        .toArray(String[]::new);
            case LIKE, SIMILAR_TO, POSIX -> condition.values().getFirst();
        };
    }

    private static String column(Map<String, String> columns, String field) {
        var column = columns.get(field);
        if (column == null) {
            throw new IllegalArgumentException("nothing is searched by " + field);
        }
        return column;
    }
}

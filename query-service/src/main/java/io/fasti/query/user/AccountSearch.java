package io.fasti.query.user;

import io.fasti.http.Search;
import io.fasti.http.Search.Condition;
import io.fasti.http.Search.Mode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A search for accounts as a condition on the rows {@code u}; the texts that are searched for become parameters. */
final class AccountSearch {
    private static final Map<String, String> COLUMNS = Map.of(
            "id", "u.user_id",
            "email", "u.email",
            "phone", "u.phone_digits",
            "username", "u.username",
            "name", "u.name");
    private static final List<String> ANY = List.of("id", "email", "phone", "username", "name");

    private AccountSearch() {}

    /** Empty when nothing is searched for. */
    static String condition(Search search, Map<String, @Nullable Object> parameters) {
        return search.conditions().stream()
                .map(condition -> condition(condition, search.caseSensitive(), parameters))
                .collect(Collectors.joining(search.all() ? " and " : " or ", "", ""));
    }

    private static String condition(
            Condition condition, boolean caseSensitive, Map<String, @Nullable Object> parameters) {
        var parameter = "search" + parameters.size();
        var field = condition.field();
        var exact = condition.mode() == Mode.EXACT;
        parameters.put(
                parameter,
                exact ? values(condition, caseSensitive) : condition.values().getFirst());
        var columns = field == null ? ANY.stream().map(AccountSearch::column).toList() : List.of(column(field));
        var matches = columns.stream()
                .map(column -> match(condition.mode(), column, ":" + parameter, caseSensitive))
                .collect(Collectors.joining(" or ", "(", ")"));
        // What any of the columns holds is held by the indexed text of all of them, too.
        return condition.mode() == Mode.LIKE
                ? "(u.search like '%%' || lower(:%s) || '%%' and %s)".formatted(parameter, matches)
                : matches;
    }

    private static String match(Mode mode, String column, String parameter, boolean caseSensitive) {
        return switch (mode) {
            case EXACT ->
                caseSensitive ? column + " = any(" + parameter + ")" : "lower(" + column + ") = any(" + parameter + ")";
            case LIKE -> column + (caseSensitive ? " like " : " ilike ") + parameter;
            case SIMILAR_TO -> column + " similar to " + parameter;
            case POSIX -> column + (caseSensitive ? " ~ " : " ~* ") + parameter;
        };
    }

    private static String[] values(Condition condition, boolean caseSensitive) {
        return condition.values().stream()
                .map(value -> caseSensitive ? value : value.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    private static String column(String field) {
        return Objects.requireNonNull(COLUMNS.get(field), field);
    }
}

package io.fasti.query.user;

import io.fasti.http.Search;
import io.fasti.http.Search.Mode;
import io.fasti.query.platform.Searching;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A search for persons as a condition on the rows {@code u}; the texts that are searched for become parameters. */
final class PersonSearch {
    private static final Map<String, String> COLUMNS = Map.of(
            "id", "u.user_id",
            "email", "u.email",
            "phone", "u.phone_digits",
            "username", "u.username",
            "name", "u.name");

    private PersonSearch() {}

    static String condition(Search search, Map<String, @Nullable Object> parameters) {
        var searching = Searching.of(search, COLUMNS);
        parameters.putAll(searching.parameters());
        // What one of the columns holds is held by the indexed text of all of them, too.
        return search.conditions().size() == 1 && search.conditions().getFirst().mode() == Mode.LIKE
                ? searching.condition() + " and u.search like '%' || lower(:search0) || '%'"
                : searching.condition();
    }
}

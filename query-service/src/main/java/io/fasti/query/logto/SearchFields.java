package io.fasti.query.logto;

import io.fasti.http.Search;
import io.fasti.http.Search.Condition;
import java.util.Map;

/** Fields of searches, from Logto's names to ours. */
final class SearchFields {
    private SearchFields() {}

    static Search renamed(Search search, Map<String, String> names) {
        var conditions = search.conditions().stream()
                .map(condition -> condition.field() == null
                        ? condition
                        : new Condition(
                                names.getOrDefault(condition.field(), condition.field()),
                                condition.mode(),
                                condition.values()))
                .toList();
        return new Search(conditions, search.all(), search.caseSensitive());
    }
}

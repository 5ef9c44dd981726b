package io.fasti.http.openapi;

import java.util.List;
import java.util.Map;

/** How a dialect's answers and lists are described: JSON Schema and OpenAPI parameters as plain maps. */
public interface DialectSchemas {
    /** Named schemas that the others refer to. */
    Map<String, Object> components();

    Map<String, Object> error();

    Map<String, Object> found(Map<String, Object> data);

    Map<String, Object> listed(Map<String, Object> row);

    List<Map<String, Object>> paging();

    List<Map<String, Object>> sort(List<String> names);
}

package io.fasti.http.logto;

import io.fasti.http.openapi.DialectSchemas;
import java.util.List;
import java.util.Map;

/** The answers of Logto's Management API, described: they are what they show, without anything around it. */
final class LogtoSchemas implements DialectSchemas {
    private static final Map<String, Object> STRING = Map.of("type", "string");

    @Override
    public Map<String, Object> components() {
        return Map.of(
                "LogtoError",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("code", STRING, "message", STRING, "data", Map.of(), "details", STRING),
                        "required",
                        List.of("message")));
    }

    @Override
    public Map<String, Object> error() {
        return Map.of("$ref", "#/components/schemas/LogtoError");
    }

    @Override
    public Map<String, Object> found(Map<String, Object> data) {
        return data;
    }

    @Override
    public Map<String, Object> listed(Map<String, Object> row) {
        return Map.of("type", "array", "items", row);
    }

    @Override
    public List<Map<String, Object>> paging() {
        return List.of(parameter("page", Integer.MAX_VALUE, 1), parameter("page_size", 100, 20));
    }

    @Override
    public List<Map<String, Object>> sort(List<String> names) {
        return List.of();
    }

    private static Map<String, Object> parameter(String name, int most, int otherwise) {
        var schema = Map.of("type", "integer", "minimum", 1, "maximum", most, "default", otherwise);
        return Map.of("name", name, "in", "query", "schema", schema);
    }
}

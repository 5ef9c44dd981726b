package io.fasti.http.lumo;

import io.fasti.http.openapi.DialectSchemas;
import java.util.List;
import java.util.Map;

/** The envelopes of the LumoAuth API, described. */
final class LumoSchemas implements DialectSchemas {
    private static final Map<String, Object> STRING = Map.of("type", "string");
    private static final Map<String, Object> INTEGER = Map.of("type", "integer");
    private static final Map<String, Object> BOOLEAN = Map.of("type", "boolean");

    @Override
    public Map<String, Object> components() {
        return Map.of(
                "LumoError",
                object(
                        Map.of(
                                "error", Map.of("const", true),
                                "message", STRING,
                                "status", INTEGER,
                                "code", STRING,
                                "details", Map.of("type", "object", "additionalProperties", STRING)),
                        "error",
                        "message",
                        "status",
                        "code",
                        "details"),
                "LumoPage",
                object(
                        Map.of(
                                "page", INTEGER,
                                "limit", INTEGER,
                                "total", INTEGER,
                                "totalPages", INTEGER,
                                "hasNextPage", BOOLEAN,
                                "hasPreviousPage", BOOLEAN),
                        "page",
                        "limit",
                        "total",
                        "totalPages",
                        "hasNextPage",
                        "hasPreviousPage"));
    }

    @Override
    public Map<String, Object> error() {
        return Map.of("$ref", "#/components/schemas/LumoError");
    }

    @Override
    public Map<String, Object> found(Map<String, Object> data) {
        return object(Map.of("data", data, "message", STRING), "data", "message");
    }

    @Override
    public Map<String, Object> listed(Map<String, Object> row) {
        var page = Map.<String, Object>of("$ref", "#/components/schemas/LumoPage");
        return object(
                Map.of(
                        "data", Map.of("type", "array", "items", row),
                        "meta", page,
                        "pagination", page,
                        "resourceType", STRING,
                        "message", STRING),
                "data",
                "meta",
                "pagination",
                "message");
    }

    @Override
    public List<Map<String, Object>> paging() {
        return List.of(
                parameter("page", Map.of("type", "integer", "minimum", 1, "default", 1)),
                parameter("limit", Map.of("type", "integer", "minimum", 1, "maximum", 100, "default", 25)));
    }

    @Override
    public List<Map<String, Object>> sort(List<String> names) {
        return List.of(
                parameter("sortBy", Map.of("type", "string", "enum", names)),
                parameter("sortDir", Map.of("type", "string", "enum", List.of("ASC", "DESC"))));
    }

    private static Map<String, Object> parameter(String name, Map<String, Object> schema) {
        return Map.of("name", name, "in", "query", "schema", schema);
    }

    private static Map<String, Object> object(Map<String, Object> properties, String... required) {
        return Map.of("type", "object", "properties", properties, "required", List.of(required));
    }
}

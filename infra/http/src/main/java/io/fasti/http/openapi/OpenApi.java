package io.fasti.http.openapi;

import io.fasti.http.Dialect;
import io.fasti.http.Dialects;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Moment;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.http.SortedBy;
import io.fasti.http.Written;
import io.fasti.http.json.HttpJson;
import io.fasti.http.route.Route;
import io.fasti.http.route.RouteTable;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** The OpenAPI 3.1 description of all routes, made from the route table and the wire records when it is first asked for. */
@Component
class OpenApi {
    private static final List<Integer> REFUSALS = List.of(400, 401, 403, 404, 429, 503);

    private final RouteTable table;
    private final Dialects dialects;
    private final HttpJson json;
    private volatile byte @Nullable [] document;

    OpenApi(RouteTable table, Dialects dialects, HttpJson json) {
        this.table = table;
        this.dialects = dialects;
        this.json = json;
    }

    byte[] document() {
        var known = document;
        if (known == null) {
            known = json.bytes(describe());
            document = known;
        }
        return known;
    }

    private Map<String, Object> describe() {
        var others = dialects.all().stream().skip(1).map(Dialect::name).collect(Collectors.toSet());
        var schemas = new JsonSchemas(others);
        var paths = new TreeMap<String, Map<String, Object>>();
        for (var route : table.routes()) {
            paths.computeIfAbsent(route.address(), _ -> new LinkedHashMap<>())
                    .put(route.method().toLowerCase(Locale.ROOT), operation(route, schemas));
        }
        var components = new TreeMap<>(schemas.components());
        for (var dialect : dialects.all()) {
            components.putAll(dialect.schemas().components());
        }
        return ordered(
                "openapi", "3.1.0",
                "info", Map.of("title", "Fasti", "version", "1"),
                "servers", List.of(Map.of("url", "/")),
                "security", List.of(Map.of("bearer", List.of()), Map.of("apiKey", List.of())),
                "paths", paths,
                "components",
                        Map.of(
                                "securitySchemes",
                                Map.of(
                                        "bearer", Map.of("type", "http", "scheme", "bearer"),
                                        "apiKey", Map.of("type", "apiKey", "in", "header", "name", "X-API-Key")),
                                "schemas",
                                components));
    }

    private Map<String, Object> operation(Route route, JsonSchemas schemas) {
        var dialect = dialects.at(route.path());
        var method = route.handler().getMethod();
        var parameters = new ArrayList<Map<String, Object>>();
        if (route.address().startsWith("/t/")) {
            parameters.add(parameter("tenant", "path", Map.of("type", "string"), true));
        }
        Map<String, Object> body = null;
        for (var parameter : method.getParameters()) {
            var ofBody = parameter.getAnnotation(RequestBody.class);
            if (ofBody != null) {
                var content = content(schemas.of(parameter.getAnnotatedType()));
                body = Map.of("required", ofBody.required(), "content", content);
            } else {
                parameters.addAll(parameters(parameter, dialect.schemas(), schemas));
            }
        }
        if (route.changes()) {
            parameters.add(header("Idempotency-Key"));
            if (!route.method().equals("POST")) {
                parameters.add(header("If-Match"));
            }
        }
        var operation = ordered(
                "operationId", operationId(route),
                "summary",
                        route.method() + " "
                                + route.path().substring(dialect.base().length()),
                "tags", List.of(tag(route)),
                "x-scopes", route.scopes(),
                "parameters", parameters);
        if (body != null) {
            operation.put("requestBody", body);
        }
        operation.put("responses", responses(route, dialect, schemas));
        return operation;
    }

    private static List<Map<String, Object>> parameters(
            Parameter parameter, DialectSchemas dialect, JsonSchemas schemas) {
        if (parameter.getType() == Paging.class) {
            return dialect.paging();
        }
        if (parameter.getType() == Moment.class) {
            return List.of(
                    parameter("at", "query", Map.of("type", "string", "format", "date-time"), false),
                    parameter("position", "query", Map.of("type", "integer", "minimum", 1), false));
        }
        var sorted = parameter.getAnnotation(SortedBy.class);
        if (parameter.getType() == Sort.class && sorted != null) {
            return dialect.sort(List.of(sorted.value()));
        }
        var path = parameter.getAnnotation(PathVariable.class);
        var query = parameter.getAnnotation(RequestParam.class);
        if (path == null && query == null) {
            return List.of();
        }
        var schema = schemas.of(parameter.getAnnotatedType());
        var given = path != null ? path.value() : query != null ? query.value() : "";
        var required = path != null || query != null && query.required();
        return List.of(parameter(
                given.isEmpty() ? parameter.getName() : given, path != null ? "path" : "query", schema, required));
    }

    private static Map<String, Object> responses(Route route, Dialect dialect, JsonSchemas schemas) {
        var responses = new LinkedHashMap<String, Object>();
        var described = dialect.schemas();
        var returned = route.handler().getMethod().getReturnType();
        var shows = route.handler().getMethodAnnotation(Shows.class);
        Map<String, Object> data = shows == null ? Map.of() : schemas.of(shows.value());
        Map<String, Object> schema;
        if (returned == Listed.class) {
            schema = described.listed(data);
        } else if (returned == Found.class || returned == Written.class) {
            schema = described.found(data);
        } else {
            schema = schemas.of(route.handler().getMethod().getAnnotatedReturnType());
        }
        responses.put("200", response("Done", schema));
        if (route.method().equals("POST")) {
            responses.put("201", response("Created", schema));
        }
        for (var status : REFUSALS) {
            responses.put(status.toString(), response("Refused", described.error()));
        }
        if (route.changes()) {
            for (var status : List.of(409, 412, 422)) {
                responses.put(Integer.toString(status), response("Refused", described.error()));
            }
        }
        return responses;
    }

    private static Map<String, Object> response(String description, Map<String, Object> schema) {
        return Map.of("description", description, "content", content(schema));
    }

    private static Map<String, Object> content(Map<String, Object> schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }

    private static Map<String, Object> header(String name) {
        return parameter(name, "header", Map.of("type", "string"), false);
    }

    private static Map<String, Object> parameter(String name, String in, Map<String, Object> schema, boolean required) {
        return ordered("name", name, "in", in, "required", required, "schema", schema);
    }

    private static String operationId(Route route) {
        var path = route.path().replaceAll("[^A-Za-z0-9]+", "_");
        return route.dialect() + "_" + route.method().toLowerCase(Locale.ROOT) + path.replaceAll("_$", "");
    }

    private static String tag(Route route) {
        return route.area().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}

package io.fasti.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The routes that a running Fasti has, from the description that it generates of itself. */
final class Routes {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private Routes() {}

    /**
     * @param path from {@code /api/} on, with its variables in braces
     * @param takesBody whether the description names a body
     */
    record Route(String method, String path, boolean takesBody) {
        boolean isOperators() {
            return path.startsWith("/api/v1/operator");
        }

        /** Whether it is LumoAuth's; the others are Logto's. */
        boolean isLumos() {
            return path.startsWith("/api/v1/");
        }

        boolean changes() {
            return !method.equals("GET");
        }

        boolean hasVariables() {
            return path.contains("{");
        }

        /** The name of the resource that a variable of the path stands for: {@code users}. */
        String with(Map<String, String> idOfResource) {
            var filled = VARIABLE.matcher(path).replaceAll(variable -> {
                var before = path.substring(0, variable.start() - 1);
                var resource = before.substring(before.lastIndexOf('/') + 1);
                var id = idOfResource.get(resource);
                if (id == null) {
                    throw new AssertionError("no example of '" + resource + "' for the variable of " + path);
                }
                return id;
            });
            return filled;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Route> of(Client client) {
        var routes = new ArrayList<Route>();
        client.get("/openapi.json").body().path("paths").forEachEntry((path, methods) -> methods.propertyNames()
                .forEach(method -> add(routes, path, method, methods.path(method))));
        return routes;
    }

    private static void add(List<Route> routes, String path, String method, JsonNode operation) {
        if (!operation.isObject()
                || !List.of("get", "post", "put", "patch", "delete").contains(method)) {
            return;
        }
        var inner = path.startsWith("/t/") ? path.substring(path.indexOf("/api/")) : path;
        var route = new Route(method.toUpperCase(Locale.ROOT), inner, operation.has("requestBody"));
        if (!routes.contains(route)) {
            routes.add(route);
        }
    }
}

package io.fasti.http.route;

import io.fasti.http.caller.Area;
import java.util.List;
import org.springframework.web.method.HandlerMethod;

/**
 * One route.
 *
 * @param path from {@code /api/} on, with its variables in braces
 * @param scopes each of them alone suffices
 */
public record Route(String method, String path, String dialect, Area area, List<String> scopes, HandlerMethod handler) {
    public boolean changes() {
        return !method.equals("GET");
    }

    /** As clients write it: an operator's own, or under a tenant. */
    public String address() {
        return area == Area.OPERATOR ? path : "/t/{tenant}" + path;
    }

    @Override
    public String toString() {
        return method + " " + address();
    }
}

package io.fasti.http.route;

import io.fasti.http.Dialects;
import io.fasti.http.gate.Guard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** All routes of this service that somebody may use. What is generated from here cannot forget one. */
@Component
public class RouteTable {
    private final ObjectProvider<RequestMappingHandlerMapping> mapping;
    private final Dialects dialects;
    private volatile @Nullable List<Route> routes;

    RouteTable(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping,
            Dialects dialects) {
        this.mapping = mapping;
        this.dialects = dialects;
    }

    /** By path and method. */
    public List<Route> routes() {
        var known = routes;
        if (known == null) {
            known = read();
            routes = known;
        }
        return known;
    }

    private List<Route> read() {
        var found = new ArrayList<Route>();
        mapping.getObject().getHandlerMethods().forEach((info, handler) -> {
            var area = Guard.area(handler);
            if (area == null) {
                return;
            }
            for (var path : info.getPatternValues()) {
                for (var verb : info.getMethodsCondition().getMethods()) {
                    var change = !verb.name().equals("GET") && !verb.name().equals("HEAD");
                    var dialect = dialects.at(path);
                    found.add(
                            new Route(verb.name(), path, dialect.name(), area, dialect.scopes(change, area), handler));
                }
            }
        });
        found.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
        return List.copyOf(found);
    }
}

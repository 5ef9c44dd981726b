package io.fasti.http.logto;

import io.fasti.http.Paging;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code Link} header of a page: the same request for other pages. There is always a first page, and a last. */
final class LogtoLinks {
    private LogtoLinks() {}

    static String of(HttpServletRequest request, Paging paging, long total) {
        var last = Math.max(1, Math.ceilDiv(total, paging.limit()));
        var links = new ArrayList<String>(4);
        links.add(link(request, 1, "first"));
        if (paging.page() > 1) {
            links.add(link(request, paging.page() - 1L, "prev"));
        }
        links.add(link(request, last, "last"));
        if (paging.page() < last) {
            links.add(link(request, paging.page() + 1L, "next"));
        }
        return String.join(", ", links);
    }

    private static String link(HttpServletRequest request, long page, String relation) {
        var query = request.getQueryString();
        var parameters = Stream.concat(
                        Arrays.stream(query == null ? new String[0] : query.split("&", -1))
                                .filter(each -> !each.isEmpty() && !each.equals("page") && !each.startsWith("page=")),
                        Stream.of("page=" + page))
                .collect(Collectors.joining("&"));
        return "<%s?%s>; rel=\"%s\"".formatted(request.getRequestURL(), parameters, relation);
    }
}

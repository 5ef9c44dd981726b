package io.fasti.http.lumo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.Answer;
import io.fasti.http.Dialect;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Outcome;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Scopes;
import io.fasti.http.gate.RequestIds;
import io.fasti.http.json.HttpJson;
import io.fasti.http.openapi.DialectSchemas;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The conventions of the LumoAuth API. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
final class Lumo implements Dialect {
    private static final String BASE = "/api/v1";
    private static final byte[] DATA = "{\"data\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MESSAGE = ",\"message\":".getBytes(StandardCharsets.UTF_8);
    private static final int DEFAULT_LIMIT = 25;
    private static final int LARGEST_LIMIT = 100;

    private record Refused(boolean error, String message, int status, String code, Map<String, String> details) {}

    private record Meta(
            int page, int limit, long total, long totalPages, boolean hasNextPage, boolean hasPreviousPage) {
        static Meta of(Paging paging, long total) {
            var pages = Math.ceilDiv(total, paging.limit());
            return new Meta(paging.page(), paging.limit(), total, pages, paging.page() < pages, paging.page() > 1);
        }
    }

    private record Page(
            List<?> data,
            Meta meta,
            Meta pagination,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String resourceType,

            String message) {}

    private final HttpJson json;
    private final DialectSchemas schemas = new LumoSchemas();

    Lumo(HttpJson json) {
        this.json = json;
    }

    @Override
    public String name() {
        return "lumo";
    }

    @Override
    public boolean answersAt(String path) {
        return path.startsWith(BASE) && (path.length() == BASE.length() || path.charAt(BASE.length()) == '/');
    }

    @Override
    public String base() {
        return BASE;
    }

    @Override
    public boolean isOfDefaultTenant() {
        return false;
    }

    @Override
    public boolean isOpen(String method, String path) {
        return false;
    }

    @Override
    public List<String> scopes(boolean change, Area area) {
        return Scopes.sufficient(change, area);
    }

    @Override
    public boolean takesNoBody() {
        return false;
    }

    @Override
    public String newRequestId() {
        return RequestIds.random();
    }

    @Override
    public Map<String, String> standing(String requestId) {
        return Map.of("X-Request-Id", requestId);
    }

    @Override
    public Answer found(Found found, byte[] data) {
        return new Answer(200, enveloped(data, found.message()));
    }

    @Override
    public Answer listed(Listed listed, HttpServletRequest request) {
        var meta = Meta.of(listed.paging(), listed.total());
        return new Answer(
                200, json.bytes(new Page(listed.data(), meta, meta, listed.resourceType(), listed.message())));
    }

    @Override
    public Answer written(Outcome outcome, byte @Nullable [] data) {
        return new Answer(outcome.status(), enveloped(data == null ? NULL : data, outcome.message()));
    }

    @Override
    public boolean tellsLocation() {
        return true;
    }

    @Override
    public Answer refused(Rejection rejection, HttpServletRequest request) {
        var code = rejection.code();
        var status = LumoErrors.status(code);
        return new Answer(
                status,
                json.bytes(new Refused(true, code.message(), status, LumoErrors.code(code), rejection.details())));
    }

    @Override
    public int status(ErrorCode code) {
        return LumoErrors.status(code);
    }

    @Override
    public DialectSchemas schemas() {
        return schemas;
    }

    @Override
    public Paging paging(HttpServletRequest request, boolean orWhole) {
        return new Paging(
                number(request, "page", 1, Integer.MAX_VALUE), number(request, "limit", DEFAULT_LIMIT, LARGEST_LIMIT));
    }

    @Override
    public Sort sort(HttpServletRequest request, String[] names) {
        var by = request.getParameter("sortBy");
        if (by != null && !List.of(names).contains(by)) {
            throw new Rejection(ErrorCode.INVALID_FIELD, "sortBy", "must be one of " + String.join(", ", names));
        }
        var direction = request.getParameter("sortDir");
        if (direction != null && !direction.equalsIgnoreCase("ASC") && !direction.equalsIgnoreCase("DESC")) {
            throw new Rejection(ErrorCode.INVALID_FIELD, "sortDir", "must be ASC or DESC");
        }
        var descending = direction == null ? by == null : direction.equalsIgnoreCase("DESC");
        return new Sort(by == null ? names[0] : by, descending);
    }

    private static int number(HttpServletRequest request, String name, int otherwise, int most) {
        var text = request.getParameter(name);
        if (text == null) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new Rejection(
                ErrorCode.INVALID_FIELD,
                name,
                most == Integer.MAX_VALUE
                        ? "must be a whole number from 1 on"
                        : "must be a whole number from 1 to " + most);
    }

    private byte[] enveloped(byte[] data, String message) {
        var text = json.bytes(message);
        var all = new byte[DATA.length + data.length + MESSAGE.length + text.length + 1];
        System.arraycopy(DATA, 0, all, 0, DATA.length);
        int at = DATA.length;
        System.arraycopy(data, 0, all, at, data.length);
        at += data.length;
        System.arraycopy(MESSAGE, 0, all, at, MESSAGE.length);
        at += MESSAGE.length;
        System.arraycopy(text, 0, all, at, text.length);
        all[all.length - 1] = '}';
        return all;
    }
}

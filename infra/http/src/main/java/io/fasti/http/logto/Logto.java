package io.fasti.http.logto;

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
import io.fasti.http.json.HttpJson;
import io.fasti.http.openapi.DialectSchemas;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The conventions of Logto's Management API. It answers wherever no other dialect does. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class Logto implements Dialect {
    private static final String BASE = "/api";
    private static final String STATUS = "/api/status";
    private static final byte[] NOTHING = new byte[0];
    private static final int DEFAULT_SIZE = 20;
    private static final int LARGEST_SIZE = 100;
    private static final int REQUEST_ID = 16;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final HttpJson json;
    private final DialectSchemas schemas = new LogtoSchemas();

    Logto(HttpJson json) {
        this.json = json;
    }

    @Override
    public String name() {
        return "logto";
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
        return true;
    }

    @Override
    public boolean isOpen(String method, String path) {
        return path.equals(STATUS) || method.equals("OPTIONS");
    }

    @Override
    public List<String> scopes(boolean change, Area area) {
        return List.of(Scopes.ALL);
    }

    @Override
    public boolean takesNoBody() {
        return true;
    }

    @Override
    public String newRequestId() {
        var random = ThreadLocalRandom.current();
        var id = new StringBuilder(REQUEST_ID);
        for (int i = 0; i < REQUEST_ID; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    @Override
    public Map<String, String> standing(String requestId) {
        return Map.of("Logto-Core-Request-Id", requestId, "X-Request-Id", requestId, "Vary", "Accept-Encoding, Origin");
    }

    @Override
    public Answer found(Found found, byte[] data) {
        return new Answer(200, data);
    }

    @Override
    public Answer listed(Listed listed, HttpServletRequest request) {
        var body = json.bytes(listed.data());
        var answer = new Answer(200, body).with("ETag", LogtoTags.of(body));
        if (listed.paging().isWhole()) {
            return answer;
        }
        return answer.with("Total-Number", Long.toString(listed.total()))
                .with("Link", LogtoLinks.of(request, listed.paging(), listed.total()));
    }

    @Override
    public Answer written(Outcome outcome, byte @Nullable [] data) {
        if (data != null) {
            return new Answer(outcome.status(), data);
        }
        return switch (outcome.status()) {
            case 204 -> new Answer(204, NOTHING);
            case 201 -> Answer.text(201, "Created");
            default -> Answer.text(outcome.status(), "OK");
        };
    }

    @Override
    public boolean tellsLocation() {
        return false;
    }

    @Override
    public Answer refused(Rejection rejection, HttpServletRequest request) {
        return switch (rejection.code()) {
            case ROUTE_NOT_FOUND -> Answer.text(404, "Not Found");
            case METHOD_NOT_ALLOWED -> Answer.text(405, "Method Not Allowed");
            default -> new Answer(status(rejection.code()), json.bytes(Refused.of(rejection, request)));
        };
    }

    @Override
    public int status(ErrorCode code) {
        return LogtoErrors.status(code);
    }

    @Override
    public DialectSchemas schemas() {
        return schemas;
    }

    @Override
    public Paging paging(HttpServletRequest request, boolean orWhole) {
        var page = request.getParameter("page");
        var size = request.getParameter("page_size");
        return orWhole && page == null && size == null
                ? Paging.WHOLE
                : new Paging(
                        number("page", page, 1, Integer.MAX_VALUE),
                        number("page_size", size, DEFAULT_SIZE, LARGEST_SIZE));
    }

    /** Lists have one order each. */
    @Override
    public Sort sort(HttpServletRequest request, String[] names) {
        return new Sort(names[0], true);
    }

    private static int number(String name, @Nullable String text, int otherwise, int most) {
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
        throw new Rejection(ErrorCode.PAGING_INVALID, name, "must be a whole number from 1 on, page_size at most 100");
    }
}

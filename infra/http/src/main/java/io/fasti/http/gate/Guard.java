package io.fasti.http.gate;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.eventstore.Positions;
import io.fasti.http.Call;
import io.fasti.http.answer.MomentArgument;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Open;
import io.fasti.http.caller.Requires;
import io.fasti.http.idempotency.Repeats;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/**
 * Lets a call through to its route: the caller has a scope for it and has not called too often, a repeat is answered with
 * what the first had, and a read waits for the position it asks for. A route that says of no area is for nobody.
 */
@Component
public class Guard implements HandlerInterceptor {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String BEGUN = Guard.class.getName() + ".begun";

    private final Repeats repeats;
    private final Positions positions;
    private final Credentials credentials;
    private final ConcurrentMap<Method, Optional<Area>> areas = new ConcurrentHashMap<>();

    Guard(Repeats repeats, Positions positions, Credentials credentials) {
        this.repeats = repeats;
        this.positions = positions;
        this.credentials = credentials;
    }

    /** The area of a route, or null when it has none. */
    public static @Nullable Area area(HandlerMethod handler) {
        var requires = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Requires.class);
        if (requires == null) {
            requires = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Requires.class);
        }
        return requires == null ? null : requires.value();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        var exchange = Exchange.of(request);
        if (!exchange.identified()) {
            if (request.getMethod().equals("OPTIONS")
                    || handler instanceof HandlerMethod method
                            && method.getBeanType().isAnnotationPresent(Open.class)) {
                return true;
            }
            throw new Rejection(ErrorCode.ROUTE_NOT_FOUND);
        }
        var verb = request.getMethod();
        if (verb.equals("OPTIONS")) {
            return true;
        }
        var change = !verb.equals("GET") && !verb.equals("HEAD");
        var area = required(handler);
        var sufficient = exchange.dialect().scopes(change, area);
        if (!exchange.caller().hasOneOf(sufficient)) {
            throw new Rejection(ErrorCode.SCOPE_MISSING, "scope", String.join(" or ", sufficient));
        }
        if (exchange.retryAfter() > 0) {
            throw new Rejection(ErrorCode.RATE_LIMITED);
        }
        acceptable(request.getHeader("Accept"));
        if (change) {
            if (area == Area.API_KEYS || area == Area.TENANT || area == Area.OPERATOR) {
                exchange.whenCommitted(credentials::forget);
            }
            return !repeated(request, response, exchange);
        }
        if (request.getQueryString() != null) {
            ofTheTime(request, handler);
        }
        reached(request.getHeader("Fasti-Min-Position"));
        response.setHeader("Fasti-Position", Long.toString(positions.applied()));
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception e) {
        if (request.getAttribute(BEGUN) != null) {
            Exchange.of(request).answering();
        }
    }

    private Area required(Object handler) {
        if (handler instanceof HandlerMethod method) {
            var area = areas.get(method.getMethod());
            if (area == null) {
                area = areas.computeIfAbsent(method.getMethod(), _ -> Optional.ofNullable(area(method)));
            }
            if (area.isPresent()) {
                return area.get();
            }
        }
        throw new Rejection(ErrorCode.ROUTE_NOT_FOUND);
    }

    private boolean repeated(HttpServletRequest request, HttpServletResponse response, Exchange exchange)
            throws IOException {
        var header = request.getHeader("Idempotency-Key");
        if (header == null) {
            return false;
        }
        var key = Repeats.key(header);
        exchange.repeatable(new Call.Idempotency(key, hash(request)));
        if (repeats.begin(request, response, exchange)) {
            return true;
        }
        request.setAttribute(BEGUN, true);
        exchange.whenAnswered(() -> repeats.end(exchange));
        return false;
    }

    private static String hash(HttpServletRequest request) throws IOException {
        var inward = WebUtils.getNativeRequest(request, Inward.class);
        if (inward == null) {
            throw new IllegalStateException("This request did not come through the gate.");
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var line = request.getMethod() + " " + inward.getRequestURI() + "?" + inward.getQueryString() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(inward.buffered()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is asked for as it was must not be answered as it is. */
    private static void ofTheTime(HttpServletRequest request, Object handler) {
        for (var name : MomentArgument.NAMES) {
            if (request.getParameter(name) != null && !MomentArgument.isTakenBy(handler)) {
                throw new Rejection(ErrorCode.INVALID_FIELD, name, "is for single resources only");
            }
        }
    }

    private static void acceptable(@Nullable String accept) {
        if (accept != null
                && !accept.isBlank()
                && !accept.contains("*/*")
                && !accept.contains("application/*")
                && !accept.contains("json")) {
            throw new Rejection(ErrorCode.NOT_ACCEPTABLE, "accept", "must allow application/json");
        }
    }

    private void reached(@Nullable String header) {
        if (header == null) {
            return;
        }
        long position;
        try {
            position = Long.parseLong(header.trim());
        } catch (NumberFormatException _) {
            throw new Rejection(ErrorCode.MALFORMED_REQUEST, "fasti-min-position", "must be a whole number");
        }
        try {
            if (position <= positions.applied() || positions.await(position, PATIENCE)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new Rejection(ErrorCode.UNAVAILABLE_NOW, "fasti-min-position", "has not been reached yet");
    }
}

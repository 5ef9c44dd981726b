package io.fasti.http.answer;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.Moment;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the {@link Moment} of {@code ?at=} and {@code ?position=}. */
public final class MomentArgument implements HandlerMethodArgumentResolver {
    private static final String AT = "at";
    private static final String POSITION = "position";

    public static final List<String> NAMES = List.of(AT, POSITION);

    /** Whether the route can show the past. */
    public static boolean isTakenBy(Object handler) {
        return handler instanceof HandlerMethod method
                && Arrays.stream(method.getMethodParameters())
                        .anyMatch(parameter -> parameter.getParameterType() == Moment.class);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Moment.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory factory) {
        var request = Requests.of(web);
        var at = only(request, AT);
        var position = only(request, POSITION);
        if (at != null && position != null) {
            Map<String, String> both = new LinkedHashMap<>();
            NAMES.forEach(name -> both.put(name, "cannot be given together with the other"));
            throw new Rejection(ErrorCode.INVALID_FIELD, both);
        }
        return at != null
                ? new Moment(time(at), null)
                : position != null ? new Moment(null, number(position)) : Moment.NOW;
    }

    private static @Nullable String only(HttpServletRequest request, String name) {
        var given = request.getParameterValues(name);
        if (given != null && given.length > 1) {
            throw new Rejection(ErrorCode.INVALID_FIELD, name, "is given more than once");
        }
        return given == null ? null : given[0];
    }

    private static Instant time(String text) {
        Instant at;
        try {
            at = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new Rejection(ErrorCode.INVALID_FIELD, AT, "must be a time such as 2026-11-22T10:15:00Z");
        }
        if (at.isAfter(Instant.now())) {
            throw new Rejection(ErrorCode.INVALID_FIELD, AT, "must not be in the future");
        }
        return at;
    }

    private static long number(String text) {
        try {
            var number = Long.parseLong(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new Rejection(ErrorCode.INVALID_FIELD, POSITION, "must be a whole number from 1 on");
    }
}

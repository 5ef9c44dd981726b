package io.fasti.http.answer;

import io.fasti.eventstore.Origin;
import io.fasti.http.Call;
import io.fasti.http.gate.Exchange;
import io.fasti.http.json.Texts;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Gives controllers their {@link Call}. */
public final class CallArgument implements HandlerMethodArgumentResolver {
    private static final int LONGEST_USER_AGENT = 256;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Call.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory factory) {
        var request = Requests.of(web);
        var exchange = Exchange.of(request);
        var dialect = exchange.dialect();
        var origin = new Origin(
                exchange.caller().type(),
                exchange.caller().id(),
                exchange.requestId(),
                exchange.requestId(),
                null,
                request.getRemoteAddr(),
                userAgent(request),
                dialect.name(),
                operation(request, dialect.base()));
        return new Call(
                exchange.tenant(),
                exchange.caller(),
                dialect.name(),
                origin,
                ETags.version(request.getHeader("If-Match")),
                exchange.idempotency(),
                Preferences.respondAsync(request));
    }

    private static String operation(HttpServletRequest request, String base) {
        var pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        return request.getMethod() + " " + (pattern.startsWith(base) ? pattern.substring(base.length()) : pattern);
    }

    private static @Nullable String userAgent(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        if (agent == null || !Texts.clean(agent, false)) {
            return null;
        }
        return agent.length() > LONGEST_USER_AGENT ? agent.substring(0, LONGEST_USER_AGENT) : agent;
    }
}

package io.fasti.http.answer;

import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Written;
import io.fasti.http.gate.Exchange;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** What controllers return: {@link Found}, {@link Listed} and {@link Written} become the dialect's answers. */
@Component
final class Outward implements HandlerMethodReturnValueHandler, SmartInitializingSingleton {
    private final Answers answers;
    private final RequestMappingHandlerAdapter adapter;

    Outward(Answers answers, @Qualifier("requestMappingHandlerAdapter") RequestMappingHandlerAdapter adapter) {
        this.answers = answers;
        this.adapter = adapter;
    }

    /** Goes before the handler of all that controllers return, which would write these records as they are. */
    @Override
    public void afterSingletonsInstantiated() {
        var handlers = new ArrayList<HandlerMethodReturnValueHandler>();
        handlers.add(this);
        var others = adapter.getReturnValueHandlers();
        handlers.addAll(others == null ? List.of() : others);
        adapter.setReturnValueHandlers(handlers);
    }

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        var returned = type.getParameterType();
        return returned == Found.class || returned == Listed.class || returned == Written.class;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer container, NativeWebRequest web) {
        var request = Requests.of(web);
        var response = web.getNativeResponse(HttpServletResponse.class);
        if (response == null) {
            throw new IllegalStateException("not a servlet response");
        }
        container.setRequestHandled(true);
        var exchange = Exchange.of(request);
        switch (value) {
            case Found found -> answers.found(request, response, exchange, found);
            case Listed listed -> answers.listed(request, response, exchange, listed);
            case Written written -> {
                exchange.committed();
                answers.written(response, exchange, written, Preferences.respondAsync(request));
            }
            case null, default -> throw new IllegalStateException(type.getMethod() + " returned nothing");
        }
    }
}

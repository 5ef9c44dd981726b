package io.fasti.http.error;

import io.fasti.errors.ErrorCode;
import io.fasti.http.answer.Answers;
import io.fasti.http.gate.Exchange;
import io.fasti.http.idempotency.Repeats;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers every exception of a route in the dialect of its path. */
@Component
final class ErrorAdvice implements HandlerExceptionResolver, Ordered {
    private final Faults faults;
    private final Answers answers;
    private final Repeats repeats;

    ErrorAdvice(Faults faults, Answers answers, Repeats repeats) {
        this.faults = faults;
        this.answers = answers;
        this.repeats = repeats;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        if (!Exchange.isOf(request)) {
            return null;
        }
        if (response.isCommitted()) {
            return new ModelAndView();
        }
        var exchange = Exchange.of(request);
        var fault = faults.of(thrown);
        try {
            if (fault.rejection().code() == ErrorCode.IDEMPOTENCY_KEY_TAKEN
                    && repeats.answered(request, response, exchange)) {
                return new ModelAndView();
            }
        } catch (RuntimeException e) {
            fault = faults.of(e);
        }
        answers.failed(response, exchange, fault, request);
        return new ModelAndView();
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}

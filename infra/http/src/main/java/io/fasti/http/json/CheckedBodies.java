package io.fasti.http.json;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.gate.Exchange;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Checks the constraints of every body that a route reads, so that no controller can forget to. */
@ControllerAdvice
final class CheckedBodies extends RequestBodyAdviceAdapter {
    private final Validator validator;
    private final HttpJson json;

    CheckedBodies(Validator validator, HttpJson json) {
        this.validator = validator;
        this.json = json;
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object afterBodyRead(
            @Nullable Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        if (body == null) {
            throw new Rejection(ErrorCode.MALFORMED_REQUEST, "body", "is missing");
        }
        return checked(body);
    }

    @Override
    public @Nullable Object handleEmptyBody(
            @Nullable Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                        && Exchange.isOf(attributes.getRequest())
                        && Exchange.of(attributes.getRequest()).dialect().takesNoBody()
                ? checked(json.mapper().readValue("{}", json.mapper().constructType(type)))
                : body;
    }

    private Object checked(Object body) {
        var violations = validator.validate(body);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return body;
    }
}

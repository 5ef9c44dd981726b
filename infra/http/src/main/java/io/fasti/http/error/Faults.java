package io.fasti.http.error;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Turns exceptions into refusals. What is not known here is a bug, and is answered as one. */
@Component
public class Faults {
    public Fault of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            var fault = known(cause);
            if (fault != null) {
                return fault;
            }
        }
        return new Fault(new Rejection(ErrorCode.UNEXPECTED), Map.of(), thrown);
    }

    private static @Nullable Fault known(Throwable thrown) {
        return switch (thrown) {
            case Rejection rejection -> new Fault(rejection, Map.of(), rejection);
            case HttpMessageNotReadableException e
            when e.getCause() == null -> fault(e, ErrorCode.MALFORMED_REQUEST, "body", "is missing");
            case JacksonException e -> new Fault(JsonFaults.of(e), Map.of(), e);
            case ConstraintViolationException e -> new Fault(violations(e), Map.of(), e);
            case MethodArgumentNotValidException e -> new Fault(fields(e), Map.of(), e);
            case HandlerMethodValidationException e -> new Fault(parameters(e), Map.of(), e);
            case MethodArgumentTypeMismatchException e ->
                fault(e, ErrorCode.INVALID_FIELD, e.getName(), Expected.of(e.getRequiredType()));
            case MissingServletRequestParameterException e ->
                fault(e, ErrorCode.INVALID_FIELD, e.getParameterName(), "is missing");
            case MissingRequestValueException e -> fault(e, ErrorCode.INVALID_FIELD, "request", "lacks a value");
            case ServletRequestBindingException e -> fault(e, ErrorCode.MALFORMED_REQUEST, "request", "is incomplete");
            case HttpRequestMethodNotSupportedException e -> method(e);
            case HttpMediaTypeNotSupportedException e ->
                new Fault(
                        new Rejection(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "content-type", "must be application/json"),
                        Map.of("Accept", "application/json"),
                        e);
            case HttpMediaTypeNotAcceptableException e ->
                fault(e, ErrorCode.NOT_ACCEPTABLE, "accept", "must allow application/json");
            case NoHandlerFoundException e -> new Fault(new Rejection(ErrorCode.ROUTE_NOT_FOUND), Map.of(), e);
            case NoResourceFoundException e -> new Fault(new Rejection(ErrorCode.ROUTE_NOT_FOUND), Map.of(), e);
            case DataAccessResourceFailureException e -> unavailable(e);
            case TransientDataAccessResourceException e -> unavailable(e);
            case QueryTimeoutException e -> unavailable(e);
            case CannotCreateTransactionException e -> unavailable(e);
            case SQLException e when away(e) -> unavailable(e);
            case SQLException e
            when isPattern(e) ->
                fault(e, ErrorCode.SEARCH_INVALID, "search", "is not a pattern that can be searched for");
            case IOException e -> fault(e, ErrorCode.MALFORMED_REQUEST, "body", "could not be read to its end");
            default -> null;
        };
    }

    /** The database cannot be reached, is shutting down, or has no room left. */
    private static boolean away(SQLException e) {
        var state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"))
                || e instanceof java.sql.SQLTransientConnectionException;
    }

    /** A regular expression, or what is escaped in a pattern, is malformed: only a caller's own can be. */
    private static boolean isPattern(SQLException e) {
        var state = e.getSQLState();
        return "2201B".equals(state) || "22025".equals(state) || "22019".equals(state);
    }

    private static Fault unavailable(Exception e) {
        return new Fault(new Rejection(ErrorCode.UNAVAILABLE_NOW), Map.of(), e);
    }

    private static Fault method(HttpRequestMethodNotSupportedException e) {
        var allowed = e.getSupportedHttpMethods();
        var names = allowed == null
                ? ""
                : allowed.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
        return new Fault(
                new Rejection(ErrorCode.METHOD_NOT_ALLOWED, "method", "must be one of " + names),
                Map.of("Allow", names),
                e);
    }

    private static Rejection violations(ConstraintViolationException e) {
        var details = new LinkedHashMap<String, String>();
        for (var violation : e.getConstraintViolations()) {
            details.putIfAbsent(field(violation.getPropertyPath()), said(violation));
        }
        return new Rejection(ErrorCode.INVALID_FIELD, details);
    }

    private static String said(ConstraintViolation<?> violation) {
        var absent = violation.getConstraintDescriptor().getAnnotation().annotationType() == NotNull.class;
        return absent ? "is required" : violation.getMessage();
    }

    /** {@code roles[0].name}, without the names that elements of containers have. */
    private static String field(Path path) {
        var field = new StringBuilder();
        for (var node : path) {
            if (node.isInIterable()) {
                field.append('[')
                        .append(node.getIndex() == null ? node.getKey() : node.getIndex())
                        .append(']');
            }
            var name = node.getName();
            if (name != null && !name.startsWith("<")) {
                field.append(field.isEmpty() ? "" : ".").append(name);
            }
        }
        return field.toString();
    }

    private static Rejection fields(MethodArgumentNotValidException e) {
        var details = new LinkedHashMap<String, String>();
        e.getFieldErrors().forEach(error -> details.putIfAbsent(error.getField(), message(error.getDefaultMessage())));
        e.getGlobalErrors()
                .forEach(error -> details.putIfAbsent(error.getObjectName(), message(error.getDefaultMessage())));
        return new Rejection(ErrorCode.INVALID_FIELD, details);
    }

    private static Rejection parameters(HandlerMethodValidationException e) {
        var details = new LinkedHashMap<String, String>();
        e.getParameterValidationResults().forEach(result -> result.getResolvableErrors()
                .forEach(error -> details.putIfAbsent(
                        message(result.getMethodParameter().getParameterName()), message(error.getDefaultMessage()))));
        return new Rejection(ErrorCode.INVALID_FIELD, details);
    }

    private static String message(@Nullable String text) {
        return text == null ? "is not valid" : text;
    }

    private static Fault fault(Exception e, ErrorCode code, String field, String fault) {
        return new Fault(new Rejection(code, field, fault), Map.of(), e);
    }
}

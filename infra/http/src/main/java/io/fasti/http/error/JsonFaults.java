package io.fasti.http.error;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Names the field at which JSON could not be read. */
final class JsonFaults {
    private JsonFaults() {}

    static Rejection of(JacksonException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Rejection rejection) {
                return rejection;
            }
        }
        var field = field(e);
        return switch (e) {
            case StreamConstraintsException _ ->
                new Rejection(
                        ErrorCode.MALFORMED_REQUEST,
                        field.isEmpty() ? "body" : field,
                        "is nested too deeply or too long");
            case InputCoercionException number -> invalid(field, Expected.of(number.getTargetType()));
            case StreamReadException read -> unreadable(read, field);
            case InvalidFormatException format
            when format.getOriginalMessage().contains("must ") -> invalid(field, said(format.getOriginalMessage()));
            case MismatchedInputException trailing
            when trailing.getOriginalMessage().startsWith("Trailing") ->
                new Rejection(ErrorCode.MALFORMED_REQUEST, "body", "must be one JSON value");
            case MismatchedInputException mismatch -> invalid(field, Expected.of(mismatch.getTargetType()));
            default -> invalid(field, "is not valid");
        };
    }

    private static Rejection unreadable(StreamReadException e, String field) {
        if (e.getOriginalMessage().startsWith("Duplicate") && e.processor() instanceof JsonParser parser) {
            var name = parser.currentName();
            return new Rejection(ErrorCode.MALFORMED_REQUEST, name == null ? "body" : name, "is there twice");
        }
        var where = e.getLocation();
        return new Rejection(
                ErrorCode.MALFORMED_REQUEST,
                field.isEmpty() ? "body" : field,
                "is not JSON at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr()));
    }

    private static Rejection invalid(String field, String fault) {
        return new Rejection(ErrorCode.INVALID_FIELD, field.isEmpty() ? "body" : field, fault);
    }

    /** The part of our own deserializers' messages that people can do something with. */
    private static String said(String message) {
        return message.substring(message.lastIndexOf("must "));
    }

    private static String field(JacksonException e) {
        var path = new StringBuilder();
        for (var reference : e.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }
}

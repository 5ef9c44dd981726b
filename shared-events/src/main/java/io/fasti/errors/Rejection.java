package io.fasti.errors;

import java.util.Map;

/**
 * A refusal: the only exception that rules, stores and edges throw on purpose.
 *
 * <p>It carries no cause and no stack trace, since nothing went wrong: the answer is no. {@code details} name the field
 * or the value at fault ({@code email → "must not be empty"}); they are shown to the caller as they are, so they hold no
 * secret and nothing of another tenant.
 */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, String> details;

    public Rejection(ErrorCode code) {
        this(code, Map.of());
    }

    public Rejection(ErrorCode code, String field, String fault) {
        this(code, Map.of(field, fault));
    }

    public Rejection(ErrorCode code, Map<String, String> details) {
        super(code.name(), null, false, false);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, String> details() {
        return details;
    }

    @Override
    public String getMessage() {
        return details.isEmpty() ? code.name() : code.name() + " " + details;
    }
}

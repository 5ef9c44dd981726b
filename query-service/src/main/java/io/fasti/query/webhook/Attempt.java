package io.fasti.query.webhook;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt went.
 *
 * @param status what was answered; 0 when nothing was
 * @param error why it failed; null when it did not
 * @param body the beginning of the answer
 * @param retryAfter the header of that name
 */
public record Attempt(
        int status,
        @Nullable String error,
        @Nullable String body,
        @Nullable String retryAfter) {
    static Attempt failed(String error) {
        return new Attempt(0, error, null, null);
    }

    static Attempt answered(int status, String body, @Nullable String retryAfter) {
        var success = status >= 200 && status < 300;
        return new Attempt(status, success ? null : "answered " + status, body, retryAfter);
    }

    public boolean success() {
        return error == null;
    }

    /** The address will never want anything again. */
    boolean gone() {
        return status == 410;
    }

    /** The address, or what stands before it, has too much to do. */
    boolean throttled() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }
}

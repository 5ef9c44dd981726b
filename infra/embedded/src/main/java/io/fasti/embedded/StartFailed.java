package io.fasti.embedded;

import org.jspecify.annotations.Nullable;

/** A server could not be started; the message is one line that an operator can act on. */
public final class StartFailed extends RuntimeException {

    public StartFailed(String message) {
        this(message, null);
    }

    public StartFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

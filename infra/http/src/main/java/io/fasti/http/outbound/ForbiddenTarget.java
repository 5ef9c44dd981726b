package io.fasti.http.outbound;

import java.io.IOException;

/** An address that requests must not go to; the message says why, without telling what it resolved to. */
public final class ForbiddenTarget extends IOException {
    private static final long serialVersionUID = 1L;

    ForbiddenTarget(String reason) {
        super(reason);
    }

    /** Why, for the one who gave the address. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}

package io.fasti.eventstore;

/** What an operator asked for cannot be done. */
public final class OperationRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Kind {
        /** There is no such thing. */
        UNKNOWN,
        /** Not in the state in which it is now. */
        CONFLICT
    }

    private final Kind kind;
    private final String why;

    public OperationRefused(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.why = message;
    }

    public Kind kind() {
        return kind;
    }

    /** For people. */
    public String why() {
        return why;
    }
}

package io.fasti.events;

/** The id of a second factor of a user, within that user. */
public record MfaId(String value) implements Identifier {
    public static MfaId random() {
        return new MfaId(Identifiers.random("mfa_"));
    }

    @Override
    public String toString() {
        return value;
    }
}

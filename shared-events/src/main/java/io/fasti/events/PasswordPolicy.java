package io.fasti.events;

/** What a password must have. */
public record PasswordPolicy(int minLength, boolean requireUppercase, boolean requireNumbers, boolean requireSymbols) {
    public static final PasswordPolicy DEFAULT = new PasswordPolicy(8, false, false, false);
}

package io.fasti.command.password;

/** A text that must not be printed: a password, or its hash. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}

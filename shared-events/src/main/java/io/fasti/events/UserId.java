package io.fasti.events;

public record UserId(String value) implements Identifier {
    public static UserId random() {
        return new UserId(Identifiers.random("usr_"));
    }

    @Override
    public String toString() {
        return value;
    }
}

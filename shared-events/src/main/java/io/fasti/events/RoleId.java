package io.fasti.events;

public record RoleId(String value) implements Identifier {
    public static RoleId random() {
        return new RoleId(Identifiers.random("rol_"));
    }

    @Override
    public String toString() {
        return value;
    }
}

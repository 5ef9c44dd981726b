package io.fasti.events;

public record PermissionId(String value) implements Identifier {
    public static PermissionId random() {
        return new PermissionId(Identifiers.random("perm_"));
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.fasti.events;

public record TenantId(String value) implements Identifier {
    public static TenantId random() {
        return new TenantId(Identifiers.random("ten_"));
    }

    @Override
    public String toString() {
        return value;
    }
}

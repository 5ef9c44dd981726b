package io.fasti.events;

public record ApiKeyId(String value) implements Identifier {
    public static ApiKeyId random() {
        return new ApiKeyId(Identifiers.random("key_"));
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.fasti.events;

public record ResourceId(String value) implements Identifier {
    public static ResourceId random() {
        return new ResourceId(Identifiers.random("res_"));
    }

    @Override
    public String toString() {
        return value;
    }
}

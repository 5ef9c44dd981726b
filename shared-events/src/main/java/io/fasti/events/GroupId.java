package io.fasti.events;

public record GroupId(String value) implements Identifier {
    public static GroupId random() {
        return new GroupId(Identifiers.random("grp_"));
    }

    @Override
    public String toString() {
        return value;
    }
}

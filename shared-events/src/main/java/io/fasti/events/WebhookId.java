package io.fasti.events;

public record WebhookId(String value) implements Identifier {
    public static WebhookId random() {
        return new WebhookId(Identifiers.random("whk_"));
    }

    @Override
    public String toString() {
        return value;
    }
}

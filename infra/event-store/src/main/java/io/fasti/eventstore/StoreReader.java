package io.fasti.eventstore;

/** Somebody besides the read models who reads events by their positions. What one has not passed yet is not archived. */
public interface StoreReader {
    /** For people: {@code the bridge to Kafka}. */
    String name();

    /** The events up to this position are not asked for any more. */
    long passed();
}

package io.fasti.eventstore;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How streams of aggregates are kept at hand.
 *
 * @param rememberedEvents how many events of streams read lately are kept in memory; 0 for none
 * @param snapshotAfter after how many events the state of an aggregate is stored, so that older ones need not be read
 */
@ConfigurationProperties("fasti.event-store.streams")
public record StreamProperties(
        @DefaultValue("20000") int rememberedEvents,
        @DefaultValue("100") int snapshotAfter) {}

package io.fasti.eventstore;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the event store.
 *
 * @param masterKey 32 bytes in base64: the key that the keys of all tenants are wrapped with
 * @param previousMasterKey the one that they were wrapped with before, until none is any more
 */
@ConfigurationProperties("fasti")
public record EventStoreProperties(
        @Nullable String masterKey,
        @Nullable String previousMasterKey,
        @DefaultValue Store eventStore) {
    /**
     * @param commitWait for how long a commit may wait for the database before it is refused with {@code UNAVAILABLE_NOW}
     * @param commitQueue how many commits may wait at once
     * @param commitBatch how many commits go into one transaction at most
     * @param poll how often the store is asked for news when nobody tells of any; also the heartbeat of the tail
     * @param lease for how long a follower that is not heard of keeps its office
     * @param page how many events the follower applies in one transaction at most
     * @param rememberedKeys how many subject keys are kept in memory
     * @param rebuildMemory about how much memory the rows of a rebuild may take at once; when they do not fit, the events are
     *     read several times
     */
    public record Store(
            @DefaultValue("10s") Duration commitWait,
            @DefaultValue("10000") int commitQueue,
            @DefaultValue("500") int commitBatch,
            @DefaultValue("500ms") Duration poll,
            @DefaultValue("5s") Duration lease,
            @DefaultValue("2000") int page,
            @DefaultValue("100000") int rememberedKeys,
            @DefaultValue("128MB") DataSize rebuildMemory) {
        /** All defaults, for tests and tools outside a Spring context. */
        public static final Store DEFAULT = new Store(
                Duration.ofSeconds(5),
                10_000,
                500,
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                2_000,
                100_000,
                DataSize.ofMegabytes(128));
    }
}

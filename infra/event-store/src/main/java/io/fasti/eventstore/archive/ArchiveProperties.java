package io.fasti.eventstore.archive;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Archives of ended streams.
 *
 * @param folder where they are; each has a folder of its own in it. {@code fasti.jar} takes {@code archive} in its data folder
 * @param retention for how long after its end a stream stays, unless a request says otherwise
 * @param eventsPerFile about how many events go into one file
 */
@ConfigurationProperties("fasti.event-store.archive")
public record ArchiveProperties(
        @Nullable Path folder,
        @DefaultValue("90d") Duration retention,
        @DefaultValue("50000") int eventsPerFile) {}

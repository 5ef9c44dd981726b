package io.fasti.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fasti.events.EventCatalogue;
import io.fasti.events.IdentityEvent;
import io.fasti.events.TenantId;
import io.fasti.testing.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** A whole event store as one process has it, without Spring. Several on one database stand for several processes. */
public final class TestStore implements AutoCloseable {
    public static final TenantId TENANT = new TenantId("ten_1");
    static final Instant AT = Instant.parse("2026-11-22T01:02:03.123456Z");
    static final Origin ORIGIN =
            new Origin("api_key", "key_1", "req_1", "req_1", null, "192.0.2.7", "curl/8", "lumo", "POST /admin/users");

    public final HikariDataSource pool;
    public final JdbcClient jdbc;
    final Connections connections;
    final SubjectKeys keys;
    final EventCodec codec;
    public final EventLog log;
    final CommitSignal signal = new CommitSignal();
    final GroupCommit commits;
    final Snapshots snapshots;
    final PostgresEventStorageEngine engine;
    EventStoreProperties.Store settings;
    final AppliedPositions positions = new AppliedPositions();
    final PostgresTail tail;
    private final EventOpener opener;
    private final List<Follower> followers = new ArrayList<>();
    private final List<Rebuilds> rebuilds = new ArrayList<>();

    public TestStore(Database database, Directory<?>... directories) {
        this(database, Duration.ofSeconds(5), List.of(directories), List.of());
    }

    TestStore(
            Database database,
            Duration commitWait,
            List<Directory<? extends IdentityEvent>> directories,
            List<EventUpcaster> upcasters) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(12);
        config.setConnectionTimeout(3_000);
        pool = new HikariDataSource(config);
        Schemas.migrate(pool, EventStoreConfiguration.SCHEMA);
        jdbc = JdbcClient.create(pool);
        connections = new Connections(database.url(), database.user(), database.password());
        settings = new EventStoreProperties.Store(
                commitWait,
                10_000,
                500,
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                2_000,
                100_000,
                DataSize.ofMegabytes(64));
        keys = new SubjectKeys(jdbc, MasterKeys.parse(Base64.getEncoder().encodeToString(new byte[32]), null), 1_000);
        var serializer = Jackson3Serializer.builder().build();
        codec = new EventCodec(keys, new Upcasting(new EventUpcasterChain(upcasters), serializer));
        var origins = new OriginCodec(keys);
        opener = new EventOpener(codec, origins);
        log = new PostgresEventLog(pool, opener);
        tail = new PostgresTail(pool, signal, positions, settings.poll());
        new ErasedSubjects(tail, keys);
        commits = new GroupCommit(connections, settings, signal);
        var streams = new EventStreams(pool);
        snapshots = new Snapshots(jdbc, streams, keys);
        engine = new PostgresEventStorageEngine(
                streams,
                new AggregateStreams(streams, codec, keys, snapshots, 1_000),
                codec,
                origins,
                keys,
                new Directories(directories),
                commits,
                snapshots);
        tail.start();
        commits.start();
    }

    /** Starts to apply events to read models; also without, positions are heard of. */
    public Follower follow(ReadModel<?>... models) {
        var follower = new Follower(pool, opener, List.of(models), tail, positions, settings.poll(), settings.page());
        followers.add(follower);
        follower.start();
        return follower;
    }

    /** Starts to work on rebuilds. */
    public Rebuilds rebuild(ReadModel<?>... models) {
        var rebuild = new Rebuilds(pool, opener, List.of(models), settings);
        rebuilds.add(rebuild);
        rebuild.start();
        return rebuild;
    }

    /** What these read models know of streams that have ended. */
    public LeavesNothing leavesNothing(ReadModel<?>... models) {
        return new LeavesNothing(opener, List.of(models));
    }

    public Projections projections(ReadModel<?>... models) {
        return new Projections(pool, opener, List.of(models));
    }

    /** What all events make of nothing. */
    Fold folded(ReadModel<?> model) {
        var fold = new Fold();
        all().stream()
                .filter(recorded -> model.events().isInstance(recorded.event()))
                .forEach(recorded -> fold.apply(Directories.project(model, recorded)));
        return fold;
    }

    /** Appends events of one aggregate, the first one with this sequence. */
    public Write append(String aggregateId, long sequence, IdentityEvent... events) {
        return append(write(List.of()), aggregateId, sequence, events);
    }

    Write append(Write write, String aggregateId, long sequence, IdentityEvent... events) {
        var messages = new ArrayList<GenericDomainEventMessage<?>>();
        for (int i = 0; i < events.length; i++) {
            var stream = EventCatalogue.of(events[i].getClass()).stream();
            messages.add(new GenericDomainEventMessage<>(stream, aggregateId, sequence + i, events[i]));
        }
        write.call(() -> {
            engine.appendEvents(messages);
            return true;
        });
        return write;
    }

    public static Write write(List<RowOperation> extra) {
        return write(TENANT, null, extra);
    }

    static Write write(TenantId tenantId, @Nullable Long expectedVersion, List<RowOperation> extra) {
        return new Write(tenantId, ORIGIN, AT, expectedVersion, extra);
    }

    /** What loading the aggregate within the write gives. */
    public List<IdentityEvent> load(Write write, String aggregateId) {
        return write.call(() -> {
            var events = new ArrayList<IdentityEvent>();
            engine.readEvents(aggregateId, 0)
                    .forEachRemaining(message -> events.add((IdentityEvent) message.getPayload()));
            return events;
        });
    }

    public EventHistory history() {
        return new PostgresEventHistory(jdbc);
    }

    /** Takes away the key of a person, as an erasure does. */
    public void loseKey(String subjectId) {
        jdbc.sql("update event_store.subject_key set wrapped = null where subject_id = :id")
                .param("id", subjectId)
                .update();
        keys.forget(TENANT.value(), subjectId);
    }

    List<Recorded<IdentityEvent>> all() {
        return log.open(log.after(0, 1_000_000));
    }

    @Override
    public void close() {
        commits.stop();
        rebuilds.forEach(Rebuilds::stop);
        followers.forEach(Follower::stop);
        tail.stop();
        pool.close();
    }
}

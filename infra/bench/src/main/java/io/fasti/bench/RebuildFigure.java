package io.fasti.bench;

import io.fasti.embedded.PostgresServer;
import io.fasti.embedded.Storage;
import io.fasti.events.Change;
import io.fasti.events.EventCatalogue;
import io.fasti.events.IdentityEvent;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserId;
import io.fasti.eventstore.EventStoreConfiguration;
import io.fasti.eventstore.Origin;
import io.fasti.eventstore.Positions;
import io.fasti.eventstore.Projections;
import io.fasti.eventstore.Projections.Act;
import io.fasti.eventstore.ReadModel;
import io.fasti.eventstore.Schema;
import io.fasti.eventstore.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * How fast a read model is made anew, in this process on a PostgreSQL of its own: users whose names are sealed, or roles,
 * with 20 events each. Beside it, what PostgreSQL needs to give out the events and to take in the rows, without any folding.
 */
final class RebuildFigure {
    private static final TenantId TENANT = new TenantId("ten_bench");
    private static final int EVENTS_EACH = 20;
    private static final int WRITERS = 64;
    private static final List<String> PHASES =
            List.of("requested", "filling", "indexing", "catching_up", "comparing", "ready", "done");

    /** The event store and the read models of the query service, and nothing else. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(EventStoreConfiguration.class)
    @ComponentScan(
            basePackages = "io.fasti.query",
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ReadModel.class))
    static class Store {
        @Bean
        Schema querySchema() {
            return new Schema("query", "classpath:db/query");
        }
    }

    private final int events;
    private final int rounds;
    private final boolean personal;
    private final Figures figures = new Figures();

    /** @param personal whether the events are those of users, whose personal data must be opened */
    RebuildFigure(int events, int rounds, boolean personal) {
        this.events = events;
        this.rounds = rounds;
        this.personal = personal;
    }

    void measure() throws IOException, InterruptedException, ExecutionException {
        var folder = Files.createTempDirectory("fasti-rebuild");
        try (var postgres = PostgresServer.start(folder.resolve("postgres"), Storage.DURABLE)) {
            var url = postgres.database("fasti");
            try (var context = context(url, postgres.user(), postgres.password())) {
                fill(context.getBean(EventStorageEngine.class));
                await(context.getBean(Positions.class), context.getBean(Projections.class));
                var raw = new RawSql(url, postgres.user(), postgres.password());
                var table = personal ? "query.user" : "query.role";
                for (int round = 0; round < rounds; round++) {
                    figures.add("raw_copy_per_s", events / raw.copies(table));
                    rebuild(context.getBean(Projections.class));
                }
            }
        } finally {
            Folders.delete(folder);
        }
        figures.add("ratio_to_raw", figures.median("rebuild_per_s") / figures.median("raw_copy_per_s"));
        System.out.println(figures.json(
                personal ? "rebuild (personal data opened)" : "rebuild", Map.of("events", events, "rounds", rounds)));
    }

    private static ConfigurableApplicationContext context(String url, String user, String password) {
        var application = new SpringApplication(Store.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of(
                "spring.datasource.url",
                url,
                "spring.datasource.username",
                user,
                "spring.datasource.password",
                password,
                "spring.main.banner-mode",
                "off",
                "logging.level.root",
                "warn",
                "axon.update-check.disabled",
                "true",
                "fasti.master-key",
                Base64.getEncoder().encodeToString(new byte[32])));
        return application.run();
    }

    private void fill(EventStorageEngine engine) throws InterruptedException, ExecutionException {
        var turns = new Semaphore(WRITERS);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var written = new ArrayList<Future<?>>();
            for (int i = 0; i < events / EVENTS_EACH; i++) {
                turns.acquire();
                written.add(writers.submit(() -> {
                    try {
                        append(engine);
                    } finally {
                        turns.release();
                    }
                }));
            }
            for (var each : written) {
                each.get();
            }
        }
    }

    private void append(EventStorageEngine engine) {
        var all = personal ? user(UserId.random()) : role(RoleId.random());
        var origin = new Origin(
                "api_key",
                "key_bench",
                "req_" + System.nanoTime(),
                null,
                null,
                null,
                null,
                "lumo",
                "POST /admin/users");
        new Write(TENANT, origin, Instant.now(), null, List.of()).call(() -> {
            engine.appendEvents(all);
            return true;
        });
    }

    private static List<GenericDomainEventMessage<?>> user(UserId user) {
        var all = new ArrayList<IdentityEvent>();
        all.add(new UserCreated(user, user.value() + "@bench.example", true, user.value(), null, null, true));
        for (int i = 1; i < EVENTS_EACH; i++) {
            all.add(new UserProfileChanged(
                    user,
                    Change.to("Ada Lovelace the " + i),
                    Change.to("Ada"),
                    Change.to("Lovelace"),
                    Change.keep(),
                    Change.keep(),
                    Change.keep()));
        }
        return messages(user.value(), all);
    }

    private static List<GenericDomainEventMessage<?>> role(RoleId role) {
        var all = new ArrayList<IdentityEvent>();
        all.add(new RoleCreated(role, role.value(), "Role", "A role of the bench", false));
        for (int i = 1; i < EVENTS_EACH; i++) {
            all.add(new RoleRenamed(role, "Role the " + i));
        }
        return messages(role.value(), all);
    }

    private static List<GenericDomainEventMessage<?>> messages(String id, List<IdentityEvent> events) {
        var messages = new ArrayList<GenericDomainEventMessage<?>>();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            messages.add(new GenericDomainEventMessage<>(EventCatalogue.of(event.getClass()).stream(), id, i, event));
        }
        return messages;
    }

    private static void await(Positions positions, Projections projections) throws InterruptedException {
        long head = projections.all().getFirst().head();
        if (!positions.await(head, Duration.ofMinutes(30))) {
            throw new IllegalStateException("The read models have not caught up");
        }
    }

    private void rebuild(Projections projections) {
        var name = personal ? "user" : "role";
        var cpu = Cpu.millis(ProcessHandle.current());
        projections.rebuild(name, true, new Act("bench", null));
        long filling = reached(projections, name, "filling");
        long indexing = reached(projections, name, "indexing");
        long comparing = reached(projections, name, "comparing");
        long ready = reached(projections, name, "ready");
        long done = reached(projections, name, "done");
        figures.add("rebuild_per_s", events * 1e9 / (done - ready + comparing - filling));
        figures.add("with_comparison_per_s", events * 1e9 / (done - filling));
        figures.add("fill_s", (indexing - filling) / 1e9);
        figures.add("jvm_cpu_ms_per_1000", (Cpu.millis(ProcessHandle.current()) - cpu) * 1000 / events);
    }

    /** When the rebuild was seen in this phase or a later one, as {@link System#nanoTime()}. */
    private static long reached(Projections projections, String name, String phase) {
        while (true) {
            var state = projections.named(name).rebuild();
            var now = state == null ? "requested" : state.phase();
            if (now.equals("failed")) {
                throw new IllegalStateException(String.valueOf(state));
            }
            if (PHASES.indexOf(now) >= PHASES.indexOf(phase)) {
                return System.nanoTime();
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}

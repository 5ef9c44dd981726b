package io.fasti.eventstore;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.RoleEvent;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDescribed;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleId;
import io.fasti.testing.Database;
import io.fasti.testing.Postgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every test has its own database; a second store on it stands for a second process. */
class FollowingTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Roles by id, with how often they were renamed. A name "poison" is more than it can take. */
    private record Roles(String name, Table table) implements ReadModel<RoleEvent> {
        static Roles in(String name) {
            return new Roles(
                    name,
                    Table.named("read." + name)
                            .key("tenant_id", TEXT)
                            .key("role_id", TEXT)
                            .column("name", TEXT)
                            .column("renamed", BIGINT));
        }

        @Override
        public Class<RoleEvent> events() {
            return RoleEvent.class;
        }

        @Override
        public List<Table> tables() {
            return List.of(table);
        }

        @Override
        public List<RowOperation> project(Recorded<? extends RoleEvent> recorded) {
            var key = Row.of("tenant_id", recorded.tenantId(), "role_id", recorded.aggregateId());
            return switch (recorded.event()) {
                case RoleCreated e -> List.of(new RowOperation.Insert(table, key.and(Row.of("name", e.name()))));
                case RoleRenamed e when e.name().equals("poison") -> throw new IllegalStateException("poison");
                case RoleRenamed e
                when e.name().equals("mistake") ->
                    List.of(
                            new RowOperation.Update(table, key, Row.of("name", "half")),
                            new RowOperation.Update(table, key, Row.of("renamed", "not a number")));
                case RoleRenamed e ->
                    List.of(
                            new RowOperation.Update(table, key, Row.of("name", e.name())),
                            new RowOperation.Increment(table, key, "renamed", 1));
                case RoleDescribed e -> List.of(new RowOperation.Insert(table, key.and(Row.of("name", "again"))));
                default -> List.of();
            };
        }
    }

    private final Database database = Postgres.database();
    private final TestStore store = new TestStore(database);

    @BeforeEach
    void tables() {
        store.jdbc.sql("create schema read").update();
        for (var name : List.of("role", "late")) {
            store.jdbc
                    .sql("create table read." + name + " (tenant_id text, role_id text, name text, renamed bigint,"
                            + " primary key (tenant_id, role_id))")
                    .update();
        }
    }

    @AfterEach
    void drop() {
        store.close();
        Postgres.drop(database);
    }

    @Test
    void a_write_is_seen_soon_and_its_position_can_be_waited_for() throws Exception {
        store.follow(Roles.in("role"));
        var role = RoleId.random();

        store.append(role.value(), 0, new RoleCreated(role, "a", "A", null, false));
        var write = store.append(role.value(), 1, new RoleRenamed(role, "B"), new RoleRenamed(role, "C"));

        assertThat(store.positions.await(write.position(), LONG)).isTrue();
        assertThat(rows("role")).containsExactly("C 2");
    }

    @Test
    void another_process_hears_of_events_and_of_applied_positions() throws Exception {
        store.follow(Roles.in("role"));
        try (var other = new TestStore(database)) {
            var heard = Collections.synchronizedList(new ArrayList<Long>());
            other.tail.listen(events -> events.forEach(event -> heard.add(event.position())));
            var role = RoleId.random();
            var write = store.append(role.value(), 0, new RoleCreated(role, "a", "A", null, false));

            assertThat(other.positions.await(write.position(), LONG)).isTrue();
            Await.until(() -> other.tail.position() == write.position());
            assertThat(heard).containsExactly(write.position());
            assertThat(other.tail.silence()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void every_process_hears_of_every_event_once_whoever_wrote_it() throws Exception {
        try (var other = new TestStore(database);
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var here = Collections.synchronizedList(new ArrayList<Long>());
            var there = Collections.synchronizedList(new ArrayList<Long>());
            store.tail.listen(events -> events.forEach(event -> here.add(event.position())));
            other.tail.listen(events -> events.forEach(event -> there.add(event.position())));
            var done = new CountDownLatch(24);
            for (int i = 0; i < 24; i++) {
                var writer = i % 2 == 0 ? store : other;
                executor.execute(() -> {
                    for (int n = 0; n < 30; n++) {
                        var role = RoleId.random();
                        writer.append(role.value(), 0, new RoleCreated(role, "a", "A", null, false));
                    }
                    done.countDown();
                });
            }
            done.await();

            var all = store.log.after(0, 10_000).stream()
                    .map(EventLog.Stored::position)
                    .toList();
            Await.until(() -> here.size() >= all.size() && there.size() >= all.size());
            assertThat(here).containsExactlyInAnyOrderElementsOf(all);
            assertThat(there).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void what_a_model_cannot_take_is_parked_with_what_follows_it_and_nothing_else_waits() throws Exception {
        store.follow(Roles.in("role"), Roles.in("late"));
        var good = RoleId.random();
        var thrown = RoleId.random();
        var refused = RoleId.random();
        store.append(good.value(), 0, new RoleCreated(good, "a", "good", null, false));
        store.append(thrown.value(), 0, new RoleCreated(thrown, "b", "thrown", null, false));
        store.append(refused.value(), 0, new RoleCreated(refused, "c", "refused", null, false));

        store.append(thrown.value(), 1, new RoleRenamed(thrown, "poison"), new RoleRenamed(thrown, "after"));
        store.append(refused.value(), 1, new RoleDescribed(refused, null), new RoleRenamed(refused, "after"));
        var last = store.append(good.value(), 1, new RoleRenamed(good, "better"));

        assertThat(store.positions.await(last.position(), LONG)).isTrue();
        assertThat(rows("role")).containsExactlyInAnyOrder("better 1", "thrown", "refused");
        assertThat(store.jdbc
                        .sql("select projection || ' ' || event_type || ' ' || (reason is not null)"
                                + " from event_store.dead_letter where projection = 'role' order by position")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "role role.renamed true",
                        "role role.renamed false",
                        "role role.described true",
                        "role role.renamed false");
    }

    @Test
    void a_mistake_in_a_model_parks_the_event_with_none_of_its_rows_written() throws Exception {
        store.follow(
                Roles.in("role"),
                new Roles(
                        "broken",
                        Table.named("read.missing")
                                .key("tenant_id", TEXT)
                                .key("role_id", TEXT)
                                .column("name", TEXT)
                                .column("renamed", BIGINT)));
        var role = RoleId.random();
        store.append(role.value(), 0, new RoleCreated(role, "a", "A", null, false));
        var write = store.append(role.value(), 1, new RoleRenamed(role, "mistake"));

        assertThat(store.positions.await(write.position(), LONG)).isTrue();
        assertThat(rows("role")).containsExactly("A");
        assertThat(store.jdbc
                        .sql("select projection || ' ' || event_type from event_store.dead_letter"
                                + " where reason is not null order by position")
                        .query(String.class)
                        .list())
                .containsExactly("broken role.created", "role role.renamed");
    }

    @Test
    void when_the_one_who_applies_goes_another_takes_over() throws Exception {
        var first = store.follow(Roles.in("role"));
        Await.until(first::isLeading);
        try (var other = new TestStore(database)) {
            var second = other.follow(Roles.in("role"));
            assertThat(second.isLeading()).isFalse();

            first.stop();
            Await.until(second::isLeading);

            var role = RoleId.random();
            var write = store.append(role.value(), 0, new RoleCreated(role, "a", "A", null, false));
            assertThat(other.positions.await(write.position(), LONG)).isTrue();
            assertThat(rows("role")).containsExactly("A");
        }
    }

    @Test
    void applying_goes_on_after_its_connections_were_cut() throws Exception {
        store.follow(Roles.in("role"));
        var role = RoleId.random();
        var before = store.append(role.value(), 0, new RoleCreated(role, "a", "A", null, false));
        assertThat(store.positions.await(before.position(), LONG)).isTrue();

        store.jdbc
                .sql("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()")
                .query(Boolean.class)
                .list();
        store.pool.getHikariPoolMXBean().softEvictConnections();

        var after = store.append(role.value(), 1, new RoleRenamed(role, "B"));
        assertThat(store.positions.await(after.position(), LONG)).isTrue();
        assertThat(rows("role")).containsExactly("B 1");
    }

    @Test
    void a_new_model_catches_up_with_what_happened_before_and_then_goes_along() throws Exception {
        var first = store.follow(Roles.in("role"));
        for (int i = 0; i < 50; i++) {
            var role = RoleId.random();
            store.append(role.value(), 0, new RoleCreated(role, "a" + i, "A" + i, null, false));
        }
        Await.until(() -> rows("role").size() == 50);
        first.stop();

        store.follow(Roles.in("role"), Roles.in("late"));
        Await.until(() -> rows("late").size() == 50);

        var role = RoleId.random();
        var write = store.append(role.value(), 0, new RoleCreated(role, "new", "New", null, false));
        assertThat(store.positions.await(write.position(), LONG)).isTrue();
        Await.until(() -> rows("late").contains("New"));
        assertThat(rows("role")).hasSize(51);
    }

    private List<String> rows(String model) {
        return store.jdbc
                .sql("select concat_ws(' ', name, renamed) from read." + model)
                .query(String.class)
                .list();
    }
}

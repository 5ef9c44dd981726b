package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.events.RoleId;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserId;
import io.fasti.eventstore.Projections.Act;
import io.fasti.testing.Database;
import io.fasti.testing.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that go out of the store into files, and come back. */
class ArchiveTest {
    private static final Act ACT = new Act("ops", "because");
    private static final Duration SOON = Duration.ofMillis(20);

    private final Database database = Postgres.database();
    private final TestStore store = new TestStore(database);
    private final People people = People.version(1);
    private final RoleId role = RoleId.random();
    private final List<ArchiveWorker> workers = new ArrayList<>();
    private final AtomicLong passed = new AtomicLong(Long.MAX_VALUE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void tables() {
        People.tables(store.jdbc);
        store.follow(people);
    }

    @AfterEach
    void drop() {
        workers.forEach(ArchiveWorker::stop);
        store.close();
        Postgres.drop(database);
    }

    @Test
    void what_has_ended_goes_into_files_and_only_its_first_and_last_events_stay() throws IOException {
        var gone = gone(5);
        var living = living();
        var before = events();
        work(store.pool);

        var archive = ended(archives().begin(Duration.ZERO, ACT), "done");

        assertThat(archive.streams()).isEqualTo(5);
        assertThat(archive.events()).isEqualTo(30);
        assertThat(archive.moved()).isEqualTo(20);
        assertThat(archive.files()).isEqualTo(3);
        assertThat(events()).hasSize(before.size() - 20).isSubsetOf(before);
        assertThat(sequences(gone)).containsExactly(0L, 5L);
        assertThat(sequences(living)).containsExactly(0L, 1L);
        assertThat(lines(archive.name())).hasSize(30).noneMatch(line -> line.contains("@example"));
        assertThat(store.projections(people).operations("archive", 10))
                .extracting(Projections.Operation::action, Projections.Operation::detail)
                .containsExactly(org.assertj.core.api.Assertions.tuple("archive", archive.name()));
    }

    @Test
    void everything_comes_back_to_where_it_was() {
        var gone = gone(5);
        living();
        var before = events();
        work(store.pool);
        var archive = ended(archives().begin(Duration.ZERO, ACT), "done");

        var restored = ended(archives().restore(archive.name(), ACT), "restored");

        assertThat(restored.moved()).isEqualTo(20);
        assertThat(events()).isEqualTo(before);
        assertThat(sequences(gone)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(ended(archives().restore(archive.name(), ACT), "restored").moved())
                .as("a second time there is nothing to do")
                .isZero();
        assertThat(events()).isEqualTo(before);
        assertThat(ended(archives().begin(Duration.ZERO, ACT), "done").streams())
                .as("it may go again")
                .isEqualTo(5);
    }

    @Test
    void read_models_are_made_anew_without_what_is_archived() {
        gone(5);
        living();
        work(store.pool);
        store.rebuild(people);
        ended(archives().begin(Duration.ZERO, ACT), "done");
        var rows = People.rows(store.jdbc);

        store.projections(people).rebuild("people", true, ACT);
        Await.until(() -> "done".equals(phase()));

        assertThat(EventJson.mapper()
                        .valueToTree(Objects.requireNonNull(store.projections(people)
                                        .named("people")
                                        .rebuild())
                                .compared())
                        .path("equal")
                        .asBoolean())
                .isTrue();
        assertThat(People.rows(store.jdbc)).isEqualTo(rows);
        store.projections(people).reset("people", ACT);
        Await.until(() -> store.projections(people).named("people").state().equals("live"));
        assertThat(People.rows(store.jdbc)).isEqualTo(rows);
    }

    @Test
    void the_past_of_an_archived_aggregate_is_not_shown_and_its_id_is_not_used_again() {
        var gone = gone(1);
        work(store.pool);
        var history = new PostgresEventHistory(store.jdbc);
        assertThat(history.streams(TestStore.TENANT, List.of(gone), Long.MAX_VALUE))
                .hasSize(6);

        ended(archives().begin(Duration.ZERO, ACT), "done");

        assertThat(history.streams(TestStore.TENANT, List.of(gone), Long.MAX_VALUE))
                .isEmpty();
        assertThat(history.knows(TestStore.TENANT, gone)).isTrue();
        assertThatThrownBy(() -> store.append(gone, 0, created(new UserId(gone))))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(store.load(TestStore.write(List.of()), gone))
                .hasSize(2)
                .last()
                .isInstanceOf(UserDeleted.class);
    }

    @Test
    void only_what_has_ended_for_long_enough_goes() {
        gone(2);
        work(store.pool);

        assertThat(ended(archives().begin(Duration.ofDays(1), ACT), "done").streams())
                .isZero();
    }

    @Test
    void what_somebody_has_not_read_stays() {
        gone(1);
        long head = store.log.head();
        passed.set(head - 1);
        gone(1);
        work(store.pool);

        assertThat(ended(archives().begin(Duration.ZERO, ACT), "done").streams())
                .as("neither the one that is not passed, nor those after it")
                .isZero();
        passed.set(head);
        assertThat(ended(archives().begin(Duration.ZERO, ACT), "done").streams())
                .isOne();
    }

    @Test
    void nothing_goes_while_a_read_model_is_behind() {
        gone(3);
        var before = events();
        Await.until(() -> store.projections(people).named("people").lagEvents() == 0);
        store.projections(people).pause("people", ACT);
        // As if it had been reset: it reads from the first event as soon as it may.
        store.jdbc
                .sql("update event_store.projection set position = 3 where name = 'people'")
                .update();
        work(store.pool);

        assertThat(ended(archives().begin(Duration.ZERO, ACT), "done").streams())
                .isZero();
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void a_rebuild_is_waited_for() {
        gone(3);
        Await.until(() -> store.projections(people).named("people").lagEvents() == 0);
        store.projections(people).rebuild("people", true, ACT);
        work(store.pool);
        var name = archives().begin(Duration.ZERO, ACT).name();
        Await.until(() -> archives().named(name).waits() != null);

        assertThat(archives().named(name).waits()).contains("rebuild");
        assertThat(archives().named(name).moved()).isZero();
        store.rebuild(people);

        assertThat(ended(archives().named(name), "done").moved()).isEqualTo(12);
    }

    @Test
    void a_stream_of_which_something_is_still_shown_stays() {
        var user = UserId.random();
        store.append(
                user.value(),
                0,
                created(user),
                new UserRolesAssigned(user, List.of(role)),
                new UserBlocked(user),
                // It does not say that the role is gone, so the count is not right.
                deleted(user, List.of()));
        caughtUp();
        work(store.pool);

        var archive = ended(archives().begin(Duration.ZERO, ACT), "done");

        assertThat(archive.streams()).isZero();
        assertThat(archive.kept()).isOne();
    }

    @Test
    void somebody_who_was_erased_stays_erased_in_the_archive() {
        var gone = gone(1);
        work(store.pool);
        var archive = ended(archives().begin(Duration.ZERO, ACT), "done");
        store.jdbc
                .sql("update event_store.subject_key set wrapped = null where subject_id = :id")
                .param("id", gone)
                .update();
        store.keys.forget(TestStore.TENANT.value(), gone);

        ended(archives().restore(archive.name(), ACT), "restored");

        assertThat(store.log.open(store.log.after(0, 1_000)).toString())
                .doesNotContain("@example")
                .contains("erased");
    }

    @Test
    void a_damaged_archive_is_not_restored() throws IOException {
        gone(5);
        work(store.pool);
        var archive = ended(archives().begin(Duration.ZERO, ACT), "done");
        var after = events();
        var file = folder.resolve(archive.name()).resolve("events-00002.jsonl.gz");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        var failed = ended(archives().restore(archive.name(), ACT), "failed");

        assertThat(failed.error()).contains("events-00002.jsonl.gz");
        assertThat(events()).isEqualTo(after);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(ended(archives().restore(archive.name(), ACT), "restored").moved())
                .isEqualTo(20);
    }

    @Test
    void a_foreign_manifest_is_refused() throws IOException {
        gone(2);
        work(store.pool);
        var archive = ended(archives().begin(Duration.ZERO, ACT), "done");
        var manifest = folder.resolve(archive.name()).resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"ops\"", "\"oops\""));

        assertThat(ended(archives().restore(archive.name(), ACT), "failed").error())
                .contains("manifest");
    }

    @Test
    void one_can_be_given_up_while_nothing_is_taken_out() {
        gone(1);
        var archive = archives().begin(Duration.ZERO, ACT);
        assertThatThrownBy(() -> archives().begin(Duration.ZERO, ACT)).isInstanceOf(OperationRefused.class);
        archives().discard(archive.name(), ACT);
        work(store.pool);

        ended(archive, "discarded");

        assertThat(folder.resolve(archive.name())).doesNotExist();
        assertThatThrownBy(() -> archives().restore(archive.name(), ACT)).isInstanceOf(OperationRefused.class);
        assertThatThrownBy(() -> archives().restore("../x", ACT)).isInstanceOf(OperationRefused.class);
    }

    @Test
    void one_whose_folder_is_gone_can_be_given_up_after_a_minute() throws IOException {
        gone(1);
        var archive = archives().begin(Duration.ZERO, ACT);
        Files.delete(folder.resolve(archive.name()));
        store.jdbc
                .sql("update event_store.archive set phase = 'removing', updated_at = now() - interval '2 minutes'")
                .update();
        work(store.pool);

        assertThat(archives().discard(archive.name(), ACT).phase()).isEqualTo("failed");

        assertThat(ended(archives().begin(Duration.ZERO, ACT), "done").streams())
                .isOne();
    }

    /** The process is gone after each of all the things that it does with the database, one after the other. */
    @Test
    void whenever_it_dies_the_next_one_goes_on() {
        gone(4);
        living();
        var before = events();
        boolean died = true;
        int deaths = 0;
        for (int steps = 3; died; steps++) {
            var out = dying(steps, archives().begin(Duration.ZERO, ACT), "done");
            assertThat(events()).as("taken out after %d", steps).hasSize(before.size() - 16);
            var archive = newest();
            assertThat(archive.streams()).isEqualTo(4);
            var back = dying(steps, archives().restore(archive.name(), ACT), "restored");
            assertThat(events()).as("put back after %d", steps).isEqualTo(before);
            assertThat(store.jdbc
                            .sql("select count(*) from event_store.archived_stream")
                            .query(Long.class)
                            .single())
                    .isZero();
            died = out || back;
            deaths += (out ? 1 : 0) + (back ? 1 : 0);
        }
        assertThat(deaths).isGreaterThan(30);
    }

    /** Whether it died; another one has finished it then. */
    private boolean dying(int steps, Archive archive, String phase) {
        var dying = new DyingSource(store.pool, steps);
        var first = work(dying);
        Await.until(() ->
                dying.isDead() || phase.equals(archives().named(archive.name()).phase()));
        first.stop();
        var second = work(store.pool);
        ended(archive, phase);
        second.stop();
        return dying.isDead();
    }

    private Archives archives() {
        return new Archives(store.pool, properties(), List.of(people));
    }

    private ArchiveProperties properties() {
        return new ArchiveProperties(folder, Duration.ofDays(90), 12);
    }

    private ArchiveWorker work(DataSource dataSource) {
        caughtUp();
        var reader = new StoreReader() {
            @Override
            public String name() {
                return "somebody";
            }

            @Override
            public long passed() {
                return passed.get();
            }
        };
        var worker = store.archiving(dataSource, List.of(reader), properties(), SOON, people);
        workers.add(worker);
        worker.start();
        return worker;
    }

    private void caughtUp() {
        Await.until(() -> store.projections(people).named("people").lagEvents() == 0
                || store.projections(people).named("people").state().equals("paused"));
    }

    private Archive ended(Archive archive, String phase) {
        Await.until(() -> archives().named(archive.name()).finishedAt() != null);
        var ended = archives().named(archive.name());
        assertThat(ended.phase()).as("%s", ended.error()).isEqualTo(phase);
        return ended;
    }

    private Archive newest() {
        return archives().all().getFirst();
    }

    private @Nullable String phase() {
        var rebuild = store.projections(people).named("people").rebuild();
        return rebuild == null ? null : rebuild.phase();
    }

    /** Users who were deleted; one of them. */
    private String gone(int count) {
        var last = "";
        for (int i = 0; i < count; i++) {
            var user = UserId.random();
            store.append(user.value(), 0, created(user));
            store.append(
                    user.value(),
                    1,
                    new UserRolesAssigned(user, List.of(role)),
                    new UserEmailChanged(user, "old@example.com", "new@example.com"),
                    new UserRolesRevoked(user, List.of(role)),
                    new UserRolesAssigned(user, List.of(role)));
            store.append(user.value(), 5, deleted(user, List.of(role)));
            last = user.value();
        }
        return last;
    }

    private String living() {
        var user = UserId.random();
        store.append(user.value(), 0, created(user), new UserRolesAssigned(user, List.of(role)));
        return user.value();
    }

    private static UserCreated created(UserId user) {
        return new UserCreated(user, user.value() + "@example.com", true, null, null, null, true);
    }

    private static UserDeleted deleted(UserId user, List<RoleId> roles) {
        return new UserDeleted(user, "new@example.com", null, null, roles, List.of(), List.of());
    }

    private List<String> events() {
        return store.jdbc
                .sql("select e::text from event_store.event e order by position")
                .query(String.class)
                .list();
    }

    private List<Long> sequences(String user) {
        return store.jdbc
                .sql("select sequence from event_store.event where aggregate_id = :id order by sequence")
                .param("id", user)
                .query(Long.class)
                .list();
    }

    private List<String> lines(String name) throws IOException {
        var lines = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder.resolve(name), "*.jsonl.gz")) {
            for (var file : files) {
                try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(lines::add);
                }
            }
        }
        return lines;
    }
}

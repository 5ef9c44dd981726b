package io.fasti.eventstore.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.RoleId;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserId;
import io.fasti.eventstore.Await;
import io.fasti.eventstore.People;
import io.fasti.eventstore.Projections.Act;
import io.fasti.eventstore.ReadersGate;
import io.fasti.eventstore.StoreReader;
import io.fasti.eventstore.TestStore;
import io.fasti.testing.Database;
import io.fasti.testing.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * People who were deleted, whose streams are archived and restored. Every test has its own database and folder; each worker
 * stands for a process.
 */
abstract class ArchivedPeople {
    static final Act ACT = new Act("ops", "because");
    private static final Duration SOON = Duration.ofMillis(20);

    private final Database database = Postgres.database();
    final TestStore store = new TestStore(database);
    final People people = People.version(1);
    final RoleId role = RoleId.random();
    private final List<ArchiveWorker> workers = new ArrayList<>();
    /** The position that another reader of the store has passed. */
    final AtomicLong passed = new AtomicLong(Long.MAX_VALUE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

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

    Archives archives() {
        return new Archives(store.pool, properties(), store.leavesNothing(people));
    }

    private ArchiveProperties properties() {
        return new ArchiveProperties(folder, Duration.ofDays(90), 12);
    }

    /** Starts a process that works on archives. */
    ArchiveWorker work(DataSource dataSource) {
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
        var worker = new ArchiveWorker(
                dataSource, store.leavesNothing(people), new ReadersGate(List.of(reader)), properties(), SOON);
        workers.add(worker);
        worker.start();
        return worker;
    }

    void caughtUp() {
        Await.until(() -> store.projections(people).named("people").lagEvents() == 0
                || store.projections(people).named("people").state().equals("paused"));
    }

    Archive ended(Archive archive, String phase) {
        Await.until(() -> archives().named(archive.name()).finishedAt() != null);
        var ended = archives().named(archive.name());
        assertThat(ended.phase()).as("%s", ended.error()).isEqualTo(phase);
        return ended;
    }

    /** Users who were deleted; one of them. */
    String gone(int count) {
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

    String living() {
        var user = UserId.random();
        store.append(user.value(), 0, created(user), new UserRolesAssigned(user, List.of(role)));
        return user.value();
    }

    static UserCreated created(UserId user) {
        return new UserCreated(user, user.value() + "@example.com", true, null, null, null, true);
    }

    static UserDeleted deleted(UserId user, List<RoleId> roles) {
        return new UserDeleted(user, "new@example.com", null, null, roles, List.of(), List.of());
    }

    List<String> events() {
        return store.jdbc
                .sql("select e::text from event_store.event e order by position")
                .query(String.class)
                .list();
    }

    List<Long> sequences(String user) {
        return store.jdbc
                .sql("select sequence from event_store.event where aggregate_id = :id order by sequence")
                .param("id", user)
                .query(Long.class)
                .list();
    }
}

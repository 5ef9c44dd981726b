package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserId;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import io.fasti.testing.Wire;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The connection breaks after the commit, and the answer is lost with it. */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostAnswersTest {
    private final Wire wire;
    private final TestStore store;
    /** Its connections are whole. */
    private final TestStore other;

    private final List<Tail.Heard> heardAtCommit = Collections.synchronizedList(new ArrayList<>());

    LostAnswersTest(Database database) {
        var address = URI.create(database.url().substring("jdbc:".length()));
        wire = new Wire(address.getPort());
        store = new TestStore(new Database(
                "jdbc:postgresql://127.0.0.1:" + wire.port() + address.getPath(),
                database.user(),
                database.password()));
        other = new TestStore(database);
        store.signal.listen(heardAtCommit::addAll);
    }

    @AfterAll
    void close() {
        store.close();
        other.close();
        wire.close();
    }

    @Test
    void what_was_committed_is_answered_as_done_and_heard_of_before() {
        var user = created();
        wire.swallowAnswers();

        var write = store.append(user.value(), 1, new UserBlocked(user));

        assertThat(write.version(user.value())).hasValue(1);
        assertThat(other.log.after(write.position() - 1, 10))
                .singleElement()
                .satisfies(event -> assertThat(event.eventType()).isEqualTo("user.blocked"));
        assertThat(heardAtCommit)
                .filteredOn(heard -> heard.position() == write.position())
                .hasSize(1);
    }

    @Test
    void many_who_wait_together_are_all_told_the_truth() throws Exception {
        var users = new ArrayList<UserId>();
        for (int i = 0; i < 100; i++) {
            users.add(created());
        }
        var tasks = new ArrayList<Callable<Long>>();
        users.forEach(user -> tasks.add(
                () -> store.append(user.value(), 1, new UserBlocked(user)).position()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            wire.swallowAnswers();
            for (var position : threads.invokeAll(tasks)) {
                assertThat(other.log.after(position.get() - 1, 1))
                        .singleElement()
                        .satisfies(event -> assertThat(event.eventType()).isEqualTo("user.blocked"));
            }
        }
    }

    private UserId created() {
        var user = UserId.random();
        store.append(user.value(), 0, new UserCreated(user, null, true, "somebody", null, null, true));
        return user;
    }
}

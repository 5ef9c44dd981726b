package io.fasti.eventstore.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserId;
import io.fasti.eventstore.Await;
import io.fasti.eventstore.EventJson;
import io.fasti.eventstore.OperationRefused;
import io.fasti.eventstore.People;
import io.fasti.eventstore.Projections;
import io.fasti.eventstore.TestStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Streams that go out of the store into files. */
class ArchiveTest extends ArchivedPeople {
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
                .containsExactly(tuple("archive", archive.name()));
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
        var history = store.history();
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

    private @Nullable String phase() {
        var rebuild = store.projections(people).named("people").rebuild();
        return rebuild == null ? null : rebuild.phase();
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

package io.fasti.eventstore.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.eventstore.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Streams that come back out of files into the store, and whoever dies on the way there or back. */
class ArchiveRestoreTest extends ArchivedPeople {
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
    void somebody_who_was_erased_stays_erased_in_the_archive() {
        var gone = gone(1);
        work(store.pool);
        var archive = ended(archives().begin(Duration.ZERO, ACT), "done");
        store.loseKey(gone);

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

    private Archive newest() {
        return archives().all().getFirst();
    }
}

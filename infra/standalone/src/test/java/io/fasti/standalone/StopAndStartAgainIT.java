package io.fasti.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data folder through the life of several processes. */
class StopAndStartAgainIT {

    @TempDir
    Path parent;

    @Test
    void what_was_there_is_there_after_a_stop_after_a_kill_and_after_the_death_of_postgresql() throws Exception {
        Path data = parent.resolve("data");
        String key;
        long postgres;
        try (Program first = Program.run(data, Map.of()).awaitReady()) {
            key = first.found("Admin key +(sk_live_\\S+)");
            postgres = postmaster(data);
            assertThat(status(first, key)).isEqualTo(200);
            assertThat(first.said()).contains("Operator key", "Master key", "made just now");

            try (Program second = Program.run(data, Map.of())) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.said().strip()).hasLineCount(1).contains(data.toString(), "process " + first.pid());
            }
            first.stop();
        }
        assertThat(ProcessHandle.of(postgres)).isEmpty();

        try (Program second = Program.run(data, Map.of()).awaitReady()) {
            assertThat(second.said()).doesNotContain("sk_live_", "made just now");
            assertThat(status(second, key)).isEqualTo(200);
            postgres = postmaster(data);
            second.kill();
        }
        assertThat(ProcessHandle.of(postgres)).isPresent();

        try (Program third = Program.run(data, Map.of()).awaitReady()) {
            assertThat(ProcessHandle.of(postgres)).isEmpty();
            assertThat(status(third, key)).isEqualTo(200);

            ProcessHandle.of(postmaster(data)).orElseThrow().destroyForcibly();
            third.await(() -> third.said().contains("PostgreSQL is back."));
            third.await(() -> status(third, key) == 200);
            postgres = postmaster(data);
            third.stop();
        }
        assertThat(ProcessHandle.of(postgres)).isEmpty();
    }

    @Test
    void a_stop_in_the_middle_of_a_start_leaves_nothing_behind() throws Exception {
        Path data = parent.resolve("data");
        Path pid = data.resolve("postgresql/cluster/data/postmaster.pid");
        try (Program program = Program.run(data, Map.of())) {
            program.await(() -> Files.exists(pid));
            program.stop();
            assertThat(program.said()).doesNotContain("Exception");
        }
        assertThat(pid).doesNotExist();
    }

    private static long postmaster(Path data) throws Exception {
        return Long.parseLong(Files.readAllLines(data.resolve("postgresql/cluster/data/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private static int status(Program program, String key) {
        String address = program.found("API +(http://\\S+)");
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/t/acme-corp/api/v1/admin/users"))
                .header("Authorization", "Bearer " + key)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}

package io.fasti.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many callers at once: one name, one version, one key. */
class ParallelWritesIT {
    @TempDir
    static Path data;

    private static FastiProcess fasti;

    @BeforeAll
    static void start() {
        fasti = FastiProcess.start(data, Map.of());
    }

    @AfterAll
    static void stop() {
        fasti.close();
    }

    @Test
    void of_200_parallel_creates_with_one_email_exactly_one_wins() {
        var statuses = atOnce(200, i -> fasti.admin().post("/users", """
                {"email": "%s@example.com", "name": "Number %d"}""".formatted(i % 2 == 0 ? "clash" : "CLASH", i)));

        assertThat(statuses.stream().collect(Collectors.groupingBy(Client.Answer::status, Collectors.counting())))
                .isEqualTo(Map.of(201, 1L, 409, 199L));
    }

    @Test
    void of_50_parallel_changes_with_one_version_exactly_one_wins_per_round() {
        var admin = fasti.admin();
        var user = admin.post("/users", "{\"email\": \"versions@example.com\"}").id();
        for (int round = 0; round < 3; round++) {
            var tag = String.valueOf(admin.get("/users/" + user).header("ETag"));
            var current = round;
            var answers = atOnce(
                    50,
                    i -> admin.send(
                            "PATCH",
                            "/users/" + user,
                            "{\"name\": \"Round %d, number %d\"}".formatted(current, i),
                            Map.of("If-Match", tag)));

            assertThat(answers).extracting(Client.Answer::status).containsOnly(200, 412);
            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        }
    }

    @Test
    void the_same_create_sent_20_times_with_one_idempotency_key_makes_one_user() {
        var admin = fasti.admin();
        var answers = atOnce(
                20,
                _ -> admin.send(
                        "POST",
                        "/users",
                        "{\"email\": \"once@example.com\", \"name\": \"Once\"}",
                        Map.of("Idempotency-Key", "only-one-of-these")));

        assertThat(answers).extracting(Client.Answer::status).containsOnly(201, 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(Client.Answer::id)
                        .distinct())
                .hasSize(1);
        assertThat(admin.get("/users?search=once@example.com")
                        .body()
                        .path("meta")
                        .path("total")
                        .asInt())
                .isEqualTo(1);

        var other = admin.send(
                "POST", "/users", "{\"email\": \"twice@example.com\"}", Map.of("Idempotency-Key", "only-one-of-these"));
        assertThat(other.status()).isEqualTo(422);
    }

    /** Runs the calls on threads of their own that start together. */
    private static List<Client.Answer> atOnce(int times, IntFunction<Client.Answer> call) {
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit((Callable<Client.Answer>) () -> {
                        gate.await();
                        return call.apply(i);
                    }))
                    .toList();
            gate.countDown();
            return futures.stream().map(ParallelWritesIT::result).toList();
        }
    }

    private static Client.Answer result(Future<Client.Answer> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}

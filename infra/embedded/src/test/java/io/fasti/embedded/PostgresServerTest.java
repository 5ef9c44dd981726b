package io.fasti.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    private static final Path PROGRAMS = Path.of("target/programs");

    @TempDir
    Path folder;

    @BeforeEach
    void make_room_for_programs() throws Exception {
        Files.createDirectories(PROGRAMS);
    }

    @Test
    void data_and_port_are_kept_from_start_to_start() throws Exception {
        int port;
        try (PostgresServer server = start(Storage.DURABLE)) {
            port = server.port();
            execute(server, "create table kept as select 42 as answer");
        }
        try (PostgresServer server = start(Storage.DURABLE)) {
            assertThat(server.port()).isEqualTo(port);
            assertThat(ask(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_durable_server_flushes_what_it_acknowledges() throws Exception {
        try (PostgresServer server = start(Storage.DURABLE)) {
            assertThat(ask(server, "show fsync")).isEqualTo("on");
            assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "show server_encoding")).isEqualTo("UTF8");
            assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "select lower('ÄÖ')")).isEqualTo("äö");
        }
    }

    @Test
    void a_postmaster_left_behind_is_stopped_and_its_data_kept() throws Exception {
        PostgresServer forgotten = start(Storage.DURABLE);
        execute(forgotten, "create table kept as select 42 as answer");
        long leftover = forgotten.pid();

        try (PostgresServer server = start(Storage.DURABLE)) {
            assertThat(server.pid()).isNotEqualTo(leftover);
            assertThat(ask(server, "select answer from kept")).isEqualTo("42");
        }
        forgotten.close();
    }

    @Test
    void a_half_made_cluster_is_made_again() throws Exception {
        Path half = folder.resolve("cluster.half-" + ProcessHandle.current().pid());
        Files.createDirectories(half.resolve("data"));
        Files.writeString(half.resolve("data/PG_VERSION"), "18");

        try (PostgresServer server = start(Storage.DISPOSABLE)) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
        assertThat(half).doesNotExist();
    }

    @Test
    void a_server_that_is_killed_says_so_and_starts_again_with_its_data_at_the_same_address() throws Exception {
        CountDownLatch died = new CountDownLatch(1);
        try (PostgresServer server = start(Storage.DURABLE)) {
            server.whenDead(died::countDown);
            execute(server, "create table kept as select 42 as answer");
            int port = server.port();
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
            assertThat(died.await(20, TimeUnit.SECONDS)).isTrue();

            server.restart();
            assertThat(server.port()).isEqualTo(port);
            assertThat(ask(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_server_that_is_stopped_says_nothing_and_can_be_stopped_again() {
        AtomicBoolean died = new AtomicBoolean();
        PostgresServer server = start(Storage.DISPOSABLE);
        server.whenDead(() -> died.set(true));
        server.close();
        server.close();
        assertThat(server.pid()).isEqualTo(-1);
        assertThat(died).isFalse();
    }

    @Test
    void a_pid_that_went_to_another_program_does_not_hinder_a_start() throws Exception {
        start(Storage.DISPOSABLE).close();
        Path pidFile = folder.resolve("cluster/data/postmaster.pid");
        Files.writeString(pidFile, "1\n%s\n1\n1\n\n127.0.0.1\n1 1\nready\n".formatted(folder.resolve("cluster/data")));

        try (PostgresServer server = start(Storage.DISPOSABLE)) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    private PostgresServer start(Storage storage) {
        return PostgresServer.start(folder, storage, PROGRAMS);
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.database("some"), server.user(), server.password());
    }
}

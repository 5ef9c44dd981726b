package io.fasti.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedStartIT {

    @TempDir
    Path parent;

    @ParameterizedTest
    @CsvSource({"FASTI_PORT", "FASTI_MANAGEMENT_PORT"})
    void a_taken_port_is_refused_before_anything_is_started(String variable) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            refused(Map.of(variable, port), port, variable);
        }
        assertThat(data()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "FASTI_BOOTSTRAP_KEY, sk_live_short",
        "FASTI_OPERATOR_KEY, secret",
        "FASTI_MASTER_KEY, c2hvcnQ=",
        "FASTI_PORT, http"
    })
    void a_malformed_setting_is_refused(String variable, String value) {
        refused(Map.of(variable, value), variable);
    }

    @Test
    void an_unreachable_database_is_refused() {
        refused(
                Map.of("FASTI_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/fasti"),
                "127.0.0.1:1",
                "FASTI_POSTGRES_URL");
    }

    @Test
    void an_unreachable_kafka_is_refused() {
        refused(Map.of("FASTI_KAFKA_BOOTSTRAP", "127.0.0.1:1"), "127.0.0.1:1", "FASTI_KAFKA_BOOTSTRAP");
    }

    @Test
    void a_data_folder_that_cannot_be_made_is_refused() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));
        refused(Map.of("FASTI_DATA", file.resolve("data").toString()), "FASTI_DATA");
    }

    @Test
    void an_unknown_option_is_refused() {
        try (Program program = Program.run(data(), Map.of(), "--port=80")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.said()).contains("--port=80", "--help");
        }
    }

    @Test
    void help_and_version_need_no_start() {
        try (Program program = Program.run(data(), Map.of(), "--help")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.said()).contains("FASTI_PORT", "FASTI_DATA");
        }
        try (Program program = Program.run(data(), Map.of(), "--version")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.said()).matches("Fasti \\d+\\.\\d+\\.\\d+\\s*");
        }
        assertThat(data()).doesNotExist();
    }

    private void refused(Map<String, String> environment, String... mentioned) {
        try (Program program = Program.run(data(), environment)) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.said().strip()).contains(mentioned).hasLineCount(1);
        }
    }

    private Path data() {
        return parent.resolve("data");
    }
}

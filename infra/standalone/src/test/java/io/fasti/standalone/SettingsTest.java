package io.fasti.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.embedded.StartFailed;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final String KEY = "sk_live_0123456789abcdefghijABCD";
    private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void nothing_said_means_both_services_with_servers_of_their_own() {
        Settings settings = Settings.of(Map.of());
        assertThat(settings.service()).isEqualTo(Service.ALL);
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.managementPort()).isEqualTo(8081);
        assertThat(settings.data()).isEqualTo(Path.of(".fasti").toAbsolutePath());
        assertThat(settings.bootstrapTenant()).isEqualTo("acme-corp");
        assertThat(settings.postgres()).isNull();
        assertThat(settings.kafka()).isNull();
        assertThat(settings.allowPrivateTargets()).isFalse();
    }

    @Test
    void an_empty_variable_is_as_good_as_none() {
        assertThat(Settings.of(Map.of("FASTI_PORT", " ", "FASTI_BOOTSTRAP_KEY", ""))
                        .port())
                .isEqualTo(8080);
    }

    @Test
    void a_misspelt_variable_is_noticed() {
        assertThat(Settings.unknown(Map.of("FASTI_PROT", "1", "FASTI_PORT", "1", "FASTI_TEST_X", "1", "PATH", "")))
                .containsExactly("FASTI_PROT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    FASTI_PORT                  | http
                    FASTI_PORT                  | -1
                    FASTI_PORT                  | 65536
                    FASTI_PORT                  | 8081
                    FASTI_MANAGEMENT_PORT       | 99999
                    FASTI_BOOTSTRAP_TENANT      | Acme Corp
                    FASTI_BOOTSTRAP_KEY         | sk_live_short
                    FASTI_BOOTSTRAP_KEY         | sk_test_0123456789abcdefghijABCD
                    FASTI_BOOTSTRAP_KEY         | sk_live_0123456789abcdefghijAB!D
                    FASTI_OPERATOR_KEY          | sk_live_
                    FASTI_MASTER_KEY            | AAECAwQFBgcICQoLDA0ODw==
                    FASTI_MASTER_KEY            | not base64
                    FASTI_POSTGRES_URL          | postgres://localhost/fasti
                    FASTI_POSTGRES_PASSWORD     | without-an-address
                    FASTI_KAFKA_BOOTSTRAP       | localhost
                    FASTI_ALLOW_PRIVATE_TARGETS | perhaps
                    FASTI_SERVICE               | both
                    FASTI_QUERY_URL             | localhost:8081
                    """)
    void what_is_malformed_is_refused_by_name(String variable, String value) {
        assertThatThrownBy(() -> Settings.of(Map.of(variable, value)))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining(variable)
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_malformed_key_is_not_shown() {
        assertThatThrownBy(() -> Settings.of(Map.of("FASTI_BOOTSTRAP_KEY", "sk_live_secret")))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Settings.of(Map.of("FASTI_MASTER_KEY", "c2VjcmV0")))
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void one_key_cannot_be_both_the_administrators_and_the_operators() {
        assertThatThrownBy(() -> Settings.of(Map.of("FASTI_BOOTSTRAP_KEY", KEY, "FASTI_OPERATOR_KEY", KEY)))
                .isInstanceOf(StartFailed.class);
    }

    @Test
    void a_previous_master_key_needs_one_that_takes_its_place() {
        assertThatThrownBy(() -> Settings.of(Map.of("FASTI_PREVIOUS_MASTER_KEY", MASTER_KEY)))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("without FASTI_MASTER_KEY");
        assertThatThrownBy(() ->
                        Settings.of(Map.of("FASTI_MASTER_KEY", MASTER_KEY, "FASTI_PREVIOUS_MASTER_KEY", "not base64")))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("FASTI_PREVIOUS_MASTER_KEY must be");
    }

    @Test
    void nothing_secret_is_printed_with_the_settings() {
        Settings settings = Settings.of(apart("query", Map.of("FASTI_POSTGRES_PASSWORD", "hidden")));
        assertThat(settings.toString()).doesNotContain(MASTER_KEY, "hidden");
        assertThat(String.valueOf(settings.postgres())).doesNotContain("hidden");
    }

    /** A service on its own shares what it is not given a default for. */
    @Nested
    class OnItsOwn {

        @Test
        void a_query_service_needs_what_it_shares() {
            assertThat(Settings.of(apart("query", Map.of())).service()).isEqualTo(Service.QUERY);
        }

        @ParameterizedTest
        @CsvSource({
            "query, FASTI_MASTER_KEY",
            "query, FASTI_POSTGRES_URL",
            "query, FASTI_KAFKA_BOOTSTRAP",
            "command, FASTI_QUERY_URL"
        })
        void it_is_refused_without(String service, String variable) {
            Map<String, String> environment = apart(service, Map.of("FASTI_QUERY_URL", "http://localhost:1"));
            environment.remove(variable);
            assertThatThrownBy(() -> Settings.of(environment))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining(variable);
        }

        @Test
        void a_command_service_needs_no_kafka() {
            Map<String, String> environment = apart("command", Map.of("FASTI_QUERY_URL", "http://localhost:1"));
            environment.remove("FASTI_KAFKA_BOOTSTRAP");
            assertThat(Settings.of(environment).kafka()).isNull();
        }
    }

    private static Map<String, String> apart(String service, Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "FASTI_SERVICE",
                service,
                "FASTI_MASTER_KEY",
                MASTER_KEY,
                "FASTI_POSTGRES_URL",
                "jdbc:postgresql://db:5432/fasti",
                "FASTI_KAFKA_BOOTSTRAP",
                "one:9092,two:9092"));
        environment.putAll(more);
        return environment;
    }
}

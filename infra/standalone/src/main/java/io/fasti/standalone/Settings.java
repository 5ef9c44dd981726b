package io.fasti.standalone;

import io.fasti.embedded.StartFailed;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The environment, read and checked. Its variables are described in {@code docs/reference/configuration.md}.
 *
 * @param data absent when nothing has to be kept on this machine
 * @param postgres absent: start one here
 * @param kafka absent: start one here, if needed
 * @param queryUrl where the other half answers, for a command service on its own
 */
record Settings(
        Service service,
        int port,
        int managementPort,
        Path data,
        String bootstrapTenant,
        @Nullable String bootstrapKey,
        @Nullable String operatorKey,
        @Nullable String masterKey,
        @Nullable String previousMasterKey,
        @Nullable GivenPostgres postgres,
        @Nullable String kafka,
        boolean allowPrivateTargets,
        String defaultTenant,
        @Nullable String queryUrl) {

    record GivenPostgres(String url, String user, String password) {

        /** Without parameters, which may hold a password. */
        String shown() {
            int query = url.indexOf('?');
            return query < 0 ? url : url.substring(0, query);
        }

        @Override
        public String toString() {
            return shown();
        }
    }

    static final String KEY = "sk_live_[A-Za-z0-9_-]{24,128}";
    static final String SLUG = "[a-z0-9][a-z0-9._:-]{0,127}";
    static final int MASTER_KEY_BYTES = 32;

    static Settings of(Map<String, String> environment) {
        return new Reader(environment).read();
    }

    /** Variables that look like ours and are not: most likely misspelt. */
    static List<String> unknown(Map<String, String> environment) {
        return environment.keySet().stream()
                .filter(name -> name.startsWith("FASTI_"))
                .filter(name -> !Variable.isRead(name))
                .sorted()
                .toList();
    }

    /** Both halves in one process may keep their data here; one of them alone shares its servers with the other. */
    boolean keepsData() {
        return service == Service.ALL;
    }

    @Override
    public String toString() {
        return "Settings[service=%s, port=%d, managementPort=%d, data=%s]"
                .formatted(service, port, managementPort, data);
    }

    private record Reader(Map<String, String> environment) {

        Settings read() {
            String bootstrapTenant = value("FASTI_BOOTSTRAP_TENANT", SLUG, "a slug such as acme-corp")
                    .orElse("acme-corp");
            Settings settings = new Settings(
                    service(),
                    port("FASTI_PORT", 8080),
                    port("FASTI_MANAGEMENT_PORT", 8081),
                    data(),
                    bootstrapTenant,
                    key("FASTI_BOOTSTRAP_KEY"),
                    key("FASTI_OPERATOR_KEY"),
                    masterKey("FASTI_MASTER_KEY"),
                    masterKey("FASTI_PREVIOUS_MASTER_KEY"),
                    postgres(),
                    value(
                                    "FASTI_KAFKA_BOOTSTRAP",
                                    "[^\\s,:]+:\\d+(,[^\\s,:]+:\\d+)*",
                                    "host:port, or several with commas")
                            .orElse(null),
                    flag("FASTI_ALLOW_PRIVATE_TARGETS"),
                    value("FASTI_DEFAULT_TENANT", SLUG, "a slug such as acme-corp")
                            .orElse(bootstrapTenant),
                    value("FASTI_QUERY_URL", "https?://\\S+", "an http address").orElse(null));
            settings.checkTogether();
            return settings;
        }

        private Optional<String> value(String name) {
            return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
        }

        private Optional<String> value(String name, String pattern, String expected) {
            Optional<String> value = value(name);
            value.filter(text -> !text.matches(pattern)).ifPresent(text -> {
                throw new StartFailed("%s must be %s; it is \"%s\".".formatted(name, expected, text));
            });
            return value;
        }

        private Service service() {
            return value("FASTI_SERVICE", "all|command|query", "all, command or query")
                    .map(text -> Service.valueOf(text.toUpperCase(Locale.ROOT)))
                    .orElse(Service.ALL);
        }

        private int port(String name, int otherwise) {
            int port = value(name, "[0-9]{1,5}", "a port from 0 to 65535")
                    .map(Integer::parseInt)
                    .orElse(otherwise);
            if (port > 65535) {
                throw new StartFailed("%s must be a port from 0 to 65535; it is \"%d\".".formatted(name, port));
            }
            return port;
        }

        private Path data() {
            String text = value("FASTI_DATA").orElse(".fasti");
            try {
                return Path.of(text).toAbsolutePath().normalize();
            } catch (InvalidPathException malformed) {
                throw new StartFailed("FASTI_DATA must be a folder; it is \"%s\".".formatted(text), malformed);
            }
        }

        private @Nullable String key(String name) {
            Optional<String> key = value(name);
            if (key.isPresent() && !key.get().matches(KEY)) {
                // Not shown: it may be a good key with a slip of the finger in it.
                throw new StartFailed(name + " must be sk_live_ and 24 to 128 letters, digits, _ or -.");
            }
            return key.orElse(null);
        }

        private @Nullable String masterKey(String name) {
            Optional<String> key = value(name);
            key.ifPresent(text -> checkMasterKey(name, text));
            return key.orElse(null);
        }

        private @Nullable GivenPostgres postgres() {
            Optional<String> url =
                    value("FASTI_POSTGRES_URL", "jdbc:postgresql://\\S+", "jdbc:postgresql://host:port/database");
            if (url.isEmpty()) {
                Stream.of("FASTI_POSTGRES_USER", "FASTI_POSTGRES_PASSWORD")
                        .filter(name -> value(name).isPresent())
                        .findFirst()
                        .ifPresent(name -> {
                            throw new StartFailed(name + " is given without FASTI_POSTGRES_URL.");
                        });
                return null;
            }
            return new GivenPostgres(
                    url.get(),
                    value("FASTI_POSTGRES_USER").orElse("fasti"),
                    value("FASTI_POSTGRES_PASSWORD").orElse(""));
        }

        private boolean flag(String name) {
            return value(name, "(?i)true|false|1|0|yes|no", "true or false")
                    .map(text -> text.matches("(?i)true|1|yes"))
                    .orElse(false);
        }
    }

    static void checkMasterKey(String where, String text) {
        try {
            if (Base64.getDecoder().decode(text).length == MASTER_KEY_BYTES) {
                return;
            }
        } catch (IllegalArgumentException _) {
            // Said below, in the same words.
        }
        throw new StartFailed("%s must be %d bytes in base64; for instance from: openssl rand -base64 %d"
                .formatted(where, MASTER_KEY_BYTES, MASTER_KEY_BYTES));
    }

    private void checkTogether() {
        require(
                previousMasterKey == null || masterKey != null,
                "FASTI_PREVIOUS_MASTER_KEY is given without FASTI_MASTER_KEY, the one that takes its place.");
        if (port != 0 && port == managementPort) {
            throw new StartFailed("FASTI_PORT and FASTI_MANAGEMENT_PORT are both %d.".formatted(port));
        }
        if (bootstrapKey != null && bootstrapKey.equals(operatorKey)) {
            throw new StartFailed("FASTI_BOOTSTRAP_KEY and FASTI_OPERATOR_KEY must differ.");
        }
        if (service != Service.ALL) {
            String apart = " must be given to a %s service on its own: it shares it with the other one."
                    .formatted(service.name().toLowerCase(Locale.ROOT));
            require(masterKey != null, "FASTI_MASTER_KEY" + apart);
            require(postgres != null, "FASTI_POSTGRES_URL" + apart);
            require(kafka != null || !service.needsKafka(), "FASTI_KAFKA_BOOTSTRAP" + apart);
            require(
                    queryUrl != null || service != Service.COMMAND,
                    "FASTI_QUERY_URL must be given to a command service on its own: its answers are read there.");
        }
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new StartFailed(otherwise);
        }
    }
}

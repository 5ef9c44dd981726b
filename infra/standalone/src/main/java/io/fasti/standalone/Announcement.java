package io.fasti.standalone;

import io.fasti.standalone.Fasti.FirstKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The few lines that say what runs where, once it does. */
record Announcement(
        Instant begun,
        Settings settings,
        Environment environment,
        Servers servers,
        MasterKey masterKey,
        @Nullable Path data) {

    String text(FirstKeys keys) {
        String api =
                "http://localhost:" + environment.getProperty("local.server.port", String.valueOf(settings.port()));
        String management = "http://127.0.0.1:"
                + environment.getProperty("local.management.port", String.valueOf(settings.managementPort()));
        StringBuilder text = new StringBuilder();
        text.append("Fasti %s%s is ready after %.1f s.%n"
                .formatted(
                        Usage.version(),
                        settings.service() == Service.ALL
                                ? ""
                                : ", " + settings.service().name().toLowerCase(Locale.ROOT) + " service only,",
                        Duration.between(begun, Instant.now()).toMillis() / 1000.0));
        line(text, "API", api + "   (browse it at " + api + "/docs)");
        line(text, "Management", management + "/actuator/health   (this machine only)");
        if (data != null) {
            line(text, "Data", data.toString());
        }
        line(text, "PostgreSQL", servers.postgres().shown());
        line(text, "Kafka", servers.kafka().shown());
        line(text, "Master key", masterKey.origin());
        keys.operator().ifPresent(key -> line(text, "Operator key", key + "   (shown once)"));
        keys.admin().ifPresent(key -> {
            line(text, "Admin key", key + "   (of tenant " + settings.bootstrapTenant() + ", shown once)");
            if (settings.service() == Service.ALL) {
                text.append("%nTry it:%n  curl -H 'Authorization: Bearer %s' %s/t/%s/api/v1/admin/users%n"
                        .formatted(key, api, settings.bootstrapTenant()));
            }
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String where) {
        text.append("  %-13s %s%n".formatted(what, where));
    }
}

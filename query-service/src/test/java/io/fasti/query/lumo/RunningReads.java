package io.fasti.query.lumo;

import io.fasti.http.caller.ApiKeys;
import io.fasti.http.caller.Caller;
import io.fasti.query.QueryService;
import io.fasti.query.platform.Story;
import io.fasti.testing.Database;
import io.fasti.testing.Kafka;
import io.fasti.testing.Postgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The query service as a process of its own runs it, with the tenants of {@link GoldenStory} in its tables. */
final class RunningReads implements AutoCloseable {
    static final String ADMIN = "sk_live_admin-of-acme-0000000000000000000";
    static final String OTHER = "sk_live_admin-of-other-000000000000000000";
    static final String OPERATOR = "sk_live_operator-0000000000000000000000000";

    private final Database database = Postgres.database();
    private final ServletWebServerApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    RunningReads() {
        this("reads");
        GoldenStory.tell(new Story(database.dataSource()));
    }

    /** With nothing told yet. */
    RunningReads(String name) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--fasti.kafka.bootstrap=" + Kafka.bootstrapServers(),
                "--fasti.kafka.topic=" + name + ".events",
                "--fasti.kafka.bridge-topic=" + name + ".bridge",
                "--fasti.kafka.groups=" + name,
                "--fasti.http.rate-limit.reads-per-minute=1000000",
                "--fasti.master-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        for (var property : database.asProperties()) {
            arguments.add("--" + property);
        }
        context = (ServletWebServerApplicationContext)
                SpringApplication.run(QueryService.class, arguments.toArray(String[]::new));
        admit(context.getBean(JdbcClient.class));
    }

    HttpResponse<String> get(String path, String key) {
        var address = URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(context.getWebServer()).getPort() + path);
        var request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + key);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(Class<T> type, String name) {
        return context.getBean(name, type);
    }

    @Override
    public void close() {
        client.close();
        context.close();
        Postgres.drop(database);
    }

    /** What command-service would have written to the tables that callers are known by. */
    private static void admit(JdbcClient jdbc) {
        for (var tenant : List.of(GoldenStory.ACME, GoldenStory.OTHER)) {
            var slug = tenant.equals(GoldenStory.ACME) ? "acme-corp" : "other";
            jdbc.sql("insert into http.tenant values (?, ?, ?, false, 8, false, false, false)")
                    .params(tenant.value(), slug, slug)
                    .update();
        }
        admit(jdbc, GoldenStory.ACME.value(), ADMIN, "admin:read admin:write");
        admit(jdbc, GoldenStory.OTHER.value(), OTHER, "admin:read admin:write");
        admit(jdbc, Caller.OPERATOR_TENANT.value(), OPERATOR, "operator");
    }

    private static void admit(JdbcClient jdbc, String tenant, String key, String scopes) {
        jdbc.sql("insert into http.api_key values (?, ?, ?, ?, ?, null)")
                .params(tenant, "key_of_" + tenant, ApiKeys.hash(key), "Key", scopes)
                .update();
    }
}

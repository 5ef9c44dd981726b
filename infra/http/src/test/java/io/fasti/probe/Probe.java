package io.fasti.probe;

import io.fasti.eventstore.EventStoreProperties;
import io.fasti.eventstore.Schema;
import io.fasti.eventstore.Schemas;
import io.fasti.http.HttpConfiguration;
import io.fasti.http.caller.ApiKeys;
import io.fasti.testing.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A running service with two tenants, {@code acme} and {@code other}, and keys for them. */
public final class Probe implements AutoCloseable {
    public static final String ADMIN = "sk_live_admin-of-acme-0000000000000000000";
    public static final String READER = "lmk_reader-of-acme-0000000000000000000000";
    public static final String GROUPS = "sk_live_groups-of-acme-000000000000000000";
    public static final String EXPIRED = "sk_live_expired-of-acme-00000000000000000";
    public static final String OTHER = "sk_live_admin-of-other-000000000000000000";
    public static final String ASLEEP = "sk_live_admin-of-asleep-00000000000000000";
    public static final String OPERATOR = "sk_live_operator-0000000000000000000000000";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableConfigurationProperties(EventStoreProperties.class)
    @ComponentScan
    @Import(HttpConfiguration.class)
    static class Application {}

    private static final String WITHOUT_AXON = String.join(
            ",",
            List.of(
                    "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.AxonTimeoutAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.EventProcessingAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.InfraConfiguration",
                    "org.axonframework.springboot.autoconfig.InterceptorAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.MetricsAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.MicrometerMetricsAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.ObjectMapperAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.CBORMapperAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.XStreamAutoConfiguration"));

    private final ServletWebServerApplicationContext context;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Probe(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    public static Probe start(Database database, String... properties) {
        Schemas.migrate(database.dataSource(), new Schema("http", "classpath:db/http"));
        seed(JdbcClient.create(database.dataSource()));
        var arguments = new ArrayList<String>();
        for (var property : database.asProperties()) {
            arguments.add("--" + property);
        }
        arguments.addAll(List.of(
                "--fasti.http.rate-limit.reads-per-minute=1000000",
                "--fasti.http.rate-limit.writes-per-minute=1000000",
                "--fasti.http.rate-limit.refusals-per-minute=1000000"));
        for (var property : properties) {
            arguments.removeIf(other -> other.startsWith("--" + property.substring(0, property.indexOf('=') + 1)));
            arguments.add("--" + property);
        }
        arguments.addAll(List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--spring.autoconfigure.exclude=" + WITHOUT_AXON,
                "--logging.level.root=warn",
                "--fasti.master-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        var application = new SpringApplication(Application.class);
        return new Probe((ServletWebServerApplicationContext) application.run(arguments.toArray(String[]::new)));
    }

    private static void seed(JdbcClient jdbc) {
        if (jdbc.sql("select count(*) from http.tenant").query(Long.class).single() > 0) {
            return;
        }
        for (var slug : List.of("acme", "other", "asleep")) {
            jdbc.sql("insert into http.tenant values (?, ?, ?, ?, 8, false, false, false)")
                    .params("ten_" + slug, slug, slug, slug.equals("asleep"))
                    .update();
        }
        key(jdbc, "ten_acme", "key_1", ADMIN, "admin:read admin:write", null);
        key(jdbc, "ten_acme", "key_2", READER, "admin:read", null);
        key(jdbc, "ten_acme", "key_3", GROUPS, "admin:groups", null);
        key(jdbc, "ten_acme", "key_4", EXPIRED, "admin:read", "2020-01-01T00:00:00Z");
        key(jdbc, "ten_other", "key_5", OTHER, "admin:read admin:write", null);
        key(jdbc, "ten_asleep", "key_6", ASLEEP, "admin:read", null);
        key(jdbc, "ten_operator", "key_7", OPERATOR, "operator", null);
    }

    private static void key(
            JdbcClient jdbc, String tenant, String id, String key, String scopes, @Nullable String expires) {
        jdbc.sql("insert into http.api_key values (?, ?, ?, ?, ?, ?::timestamptz)")
                .params(java.util.Arrays.asList(tenant, id, ApiKeys.hash(key), id, scopes, expires))
                .update();
    }

    public int port() {
        var server = context.getWebServer();
        if (server == null) {
            throw new IllegalStateException();
        }
        return server.getPort();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    public Reply get(String path, @Nullable String key, String... headers) {
        return send("GET", path, key, null, headers);
    }

    /** @param headers names and values in turn */
    public Reply send(String method, String path, @Nullable String key, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.method(method, HttpRequest.BodyPublishers.ofString(body));
            if (!List.of(headers).contains("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends bytes as they are, and reads until the server closes. */
    public String raw(String request) {
        try (var socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }

    /** What came back. */
    public record Reply(int status, String body, Map<String, List<String>> headers) {
        public @Nullable String header(String name) {
            for (var header : headers.entrySet()) {
                if (header.getKey().equalsIgnoreCase(name)) {
                    return header.getValue().getFirst();
                }
            }
            return null;
        }
    }
}

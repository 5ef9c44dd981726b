package io.fasti.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a client of the LumoAuth dialect does: JSON over HTTP with a key. */
record Client(URI address, @Nullable String key, String tenant) {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    Client(URI address, String key) {
        this(address, key, "acme-corp");
    }

    /** Status, headers and body of an answer. */
    record Answer(int status, java.net.http.HttpHeaders headers, JsonNode body) {
        JsonNode data() {
            return body.path("data");
        }

        String id() {
            return data().path("id").asString();
        }

        @Nullable
        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    Client as(@Nullable String otherKey) {
        return new Client(address, otherKey, tenant);
    }

    Client at(String otherTenant) {
        return new Client(address, key, otherTenant);
    }

    Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    Answer post(String path, String json) {
        return send("POST", path, json, Map.of());
    }

    Answer patch(String path, String json) {
        return send("PATCH", path, json, Map.of());
    }

    Answer put(String path, String json) {
        return send("PUT", path, json, Map.of());
    }

    Answer delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    /** Paths that do not begin with {@code /api/} or {@code /t/} are below the tenant's admin API. */
    Answer send(String method, String path, @Nullable String json, Map<String, String> headers) {
        var full = path.startsWith("/api/") || path.startsWith("/t/") || path.startsWith("/openapi")
                ? path
                : "/t/" + tenant + "/api/v1/admin" + path;
        var request = HttpRequest.newBuilder(address.resolve(full))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        headers.forEach(request::header);
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var text = response.body();
            var isText =
                    response.headers().firstValue("Content-Type").orElse("").startsWith("text/plain");
            return new Answer(
                    response.statusCode(),
                    response.headers(),
                    text.isEmpty() || isText ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.fasti.http.readback;

import io.fasti.events.TenantId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the query service in another process. When that does not answer, the change has still succeeded. */
final class FarReadBack implements ReadBack {
    static final String VERSION = "Fasti-Version";

    private static final Logger LOG = LoggerFactory.getLogger(FarReadBack.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final URI base;
    private final InternalTokens tokens;

    FarReadBack(URI base, InternalTokens tokens) {
        this.base = base;
        this.tokens = tokens;
    }

    @Override
    public @Nullable Representation read(
            String dialect, String kind, TenantId tenantId, String id, long position, long version) {
        var resource = "/internal/read-back/%s/%s/%s/%s".formatted(dialect, kind, tenantId, id);
        var request = HttpRequest.newBuilder(base.resolve(resource + "?position=" + position + "&version=" + version))
                .header("Authorization", "Bearer " + tokens.issue(resource))
                .timeout(PATIENCE)
                .build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == 200) {
                return new Representation(
                        response.body(),
                        response.headers().firstValueAsLong(VERSION).orElse(0));
            }
            LOG.debug("The query service answered {} for {}", response.statusCode(), resource);
        } catch (IOException e) {
            LOG.warn("The query service cannot be asked for {}: {}", resource, e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return null;
    }
}

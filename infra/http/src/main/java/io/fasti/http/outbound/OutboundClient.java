package io.fasti.http.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends to addresses that others gave, as far as {@link TargetGuard} lets it: it connects to the addresses that were
 * checked, follows no redirect, keeps no cookie, reads little of the answer and stops when the time is over.
 */
public final class OutboundClient implements AutoCloseable {
    /**
     * What came back.
     *
     * @param retryAfter the header of that name
     * @param body the beginning of it
     */
    public record Answer(int status, @Nullable String retryAfter, String body) {}

    private static final int BODY_LIMIT = 1024;
    private static final int CONNECTIONS = 500;

    private final TargetGuard guard;
    private final Duration timeout;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbound-timeout").factory());

    public OutboundClient(TargetGuard guard, Duration timeout) {
        this.guard = guard;
        this.timeout = timeout;
        var wait = Timeout.of(timeout);
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Checked())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS / 10)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(wait)
                        .setSocketTimeout(wait)
                        .setTimeToLive(TimeValue.ofMinutes(1))
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(wait)
                        .setResponseTimeout(wait)
                        .setRedirectsEnabled(false)
                        .build())
                .setUserAgent("Fasti")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
    }

    /** Posts JSON. */
    public Answer post(String address, Map<String, String> headers, byte[] json) throws IOException {
        var post = new HttpPost(guard.check(address));
        headers.forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        var late = new AtomicBoolean();
        var alarm = watch.schedule(
                () -> {
                    late.set(true);
                    post.abort();
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try (var response = client.executeOpen(RoutingSupport.determineHost(post), post, null)) {
            return answer(response);
        } catch (HttpException e) {
            throw new IOException(e);
        } catch (IOException | RuntimeException e) {
            if (late.get()) {
                throw new TimedOut(timeout);
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    /** Closing a response whose body was not read to its end closes the connection. */
    private static Answer answer(ClassicHttpResponse response) throws IOException {
        var retryAfter = response.getFirstHeader("Retry-After");
        var body = "";
        var entity = response.getEntity();
        if (entity != null) {
            var bytes = entity.getContent().readNBytes(BODY_LIMIT);
            body = new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
        }
        return new Answer(response.getCode(), retryAfter == null ? null : retryAfter.getValue(), body);
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        client.close();
    }

    /** The request took longer than it may. */
    public static final class TimedOut extends IOException {
        private static final long serialVersionUID = 1L;

        TimedOut(Duration timeout) {
            super("no answer within " + timeout.toSeconds() + " s");
        }
    }

    private final class Checked implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
                return guard.resolve(host);
            } catch (ForbiddenTarget e) {
                var unknown = new UnknownHostException(e.reason());
                unknown.initCause(e);
                throw unknown;
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}

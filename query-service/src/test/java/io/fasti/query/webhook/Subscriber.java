package io.fasti.query.webhook;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Somebody who receives webhooks: keeps what comes, and answers as it is told. */
final class Subscriber implements AutoCloseable {
    record Received(HttpHeaders headers, String body) {
        String id() {
            return headers.firstValue("webhook-id").orElse("");
        }
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch patience = new CountDownLatch(1);
    private volatile int status = 204;
    private volatile boolean silent;
    private volatile @Nullable String retryAfter;

    Subscriber() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                received.add(new Received(HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true), body));
                if (silent) {
                    patience.await();
                }
                if (retryAfter != null) {
                    exchange.getResponseHeaders().set("Retry-After", retryAfter);
                }
                exchange.sendResponseHeaders(status, -1);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        server.start();
    }

    Subscriber answering(int answer) {
        status = answer;
        return this;
    }

    Subscriber asking(String wait) {
        retryAfter = wait;
        return this;
    }

    Subscriber sayingNothing() {
        silent = true;
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        patience.countDown();
        server.stop(0);
    }
}

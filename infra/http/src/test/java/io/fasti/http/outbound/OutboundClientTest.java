package io.fasti.http.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboundClientTest {
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, 200, "x".repeat(100_000)));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port + "/inside");
            answer(exchange, 302, "");
        });
        server.createContext("/later", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            answer(exchange, 429, "slow down");
        });
        server.createContext("/never", exchange -> {
            try (exchange) {
                over.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        server.start();
        port = server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void a_name_is_looked_up_once_so_that_a_second_answer_changes_nothing() throws IOException {
        var lookUps = new AtomicInteger();
        var flipping = new TargetGuard(true, _ ->
                new InetAddress[] {InetAddress.ofLiteral(lookUps.getAndIncrement() == 0 ? "127.0.0.1" : "192.0.2.1")});
        try (var client = new OutboundClient(flipping, Duration.ofSeconds(5))) {
            assertThat(client.post("http://hooks.example:" + port + "/", Map.of(), new byte[0])
                            .status())
                    .isEqualTo(200);
        }
        assertThat(lookUps).hasValue(1);
        assertThat(hosts).containsExactly("hooks.example:" + port);
    }

    @Test
    void a_name_that_leads_to_a_private_address_is_not_connected_to() throws IOException {
        var guard = new TargetGuard(false, _ -> new InetAddress[] {InetAddress.getLoopbackAddress()});
        try (var client = new OutboundClient(guard, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> client.post("https://hooks.example/", Map.of(), new byte[0]))
                    .isInstanceOf(UnknownHostException.class)
                    .hasCauseInstanceOf(ForbiddenTarget.class);
        }
        assertThat(hosts).isEmpty();
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        try (var client = client(5)) {
            assertThat(client.post(url("/moved"), Map.of(), new byte[0]).status())
                    .isEqualTo(302);
        }
        assertThat(hosts).hasSize(1);
    }

    @Test
    void only_the_beginning_of_the_answer_is_read() throws IOException {
        try (var client = client(5)) {
            assertThat(client.post(url("/"), Map.of(), new byte[0]).body()).hasSize(1024);
        }
    }

    @Test
    void the_wish_to_be_called_later_is_passed_on() throws IOException {
        try (var client = client(5)) {
            assertThat(client.post(url("/later"), Map.of(), new byte[0]))
                    .isEqualTo(new OutboundClient.Answer(429, "7", "slow down"));
        }
    }

    @Test
    void a_request_ends_when_its_time_is_over() throws IOException {
        try (var client = client(1)) {
            assertThatThrownBy(() -> client.post(url("/never"), Map.of(), new byte[0]))
                    .isInstanceOf(IOException.class);
        }
    }

    private OutboundClient client(int seconds) {
        return new OutboundClient(new TargetGuard(true), Duration.ofSeconds(seconds));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.getRequestBody().readAllBytes();
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}

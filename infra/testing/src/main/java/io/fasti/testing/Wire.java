package io.fasti.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The wire between a process and a server on this machine, to be cut: at once, or just before the next answer comes through,
 * so that something was done and nobody was told.
 */
public final class Wire implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    /** @param target the port of the server */
    public Wire(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("wire").start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Ends all connections, whatever they are at. */
    public void cut() {
        links.forEach(Link::close);
    }

    /** Ends each connection when PostgreSQL answers the next time, without passing the answer on. */
    public void swallowAnswers() {
        links.forEach(link -> link.deaf = true);
    }

    @Override
    public void close() {
        quietly(server);
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        var postgres = new Socket();
        try {
            client.setTcpNoDelay(true);
            postgres.setTcpNoDelay(true);
            postgres.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
        } catch (IOException _) {
            quietly(client);
            quietly(postgres);
            return;
        }
        var link = new Link(client, postgres);
        links.add(link);
        Thread.ofVirtual().start(() -> link.pump(client, postgres, false));
        link.pump(postgres, client, true);
    }

    private final class Link {
        private final Socket client;
        private final Socket postgres;
        private volatile boolean deaf;

        Link(Socket client, Socket postgres) {
            this.client = client;
            this.postgres = postgres;
        }

        void pump(Socket from, Socket to, boolean isAnswer) {
            var bytes = new byte[64 * 1024];
            try {
                var in = from.getInputStream();
                var out = to.getOutputStream();
                for (int n = in.read(bytes); n >= 0 && !(isAnswer && deaf); n = in.read(bytes)) {
                    out.write(bytes, 0, n);
                }
            } catch (IOException _) {
                // One side is gone, so the other goes too.
            } finally {
                close();
            }
        }

        void close() {
            links.remove(this);
            quietly(client);
            quietly(postgres);
        }
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception _) {
            // It is closed anyway.
        }
    }
}

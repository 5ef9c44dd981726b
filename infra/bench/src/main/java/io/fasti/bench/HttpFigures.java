package io.fasti.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** create-user, get-user, list-users and load-aggregate: the LumoAuth dialect over HTTP, driven by wrk. */
final class HttpFigures {
    private static final Pattern ID = Pattern.compile("\"id\":\"(usr_[0-9a-z]+)\"");
    private static final int USERS = 10_000;
    private static final int LONG_STREAMS = 20;
    private static final int EVENTS_OF_A_LONG_STREAM = 150;

    private final Settings settings;
    private final Figures figures = new Figures();
    private final AtomicInteger run = new AtomicInteger();

    HttpFigures(Settings settings) {
        this.settings = settings;
    }

    void createUser() throws IOException {
        measured("create-user", server -> {
            create(server, settings.warmUp());
            for (int round = 0; round < settings.rounds(); round++) {
                figures.add("raw_insert_per_s", server.raw().inserts(settings.connections(), settings.duration()));
                observe(server, () -> create(server, settings.seconds()));
            }
            ratio("raw_insert_per_s");
        });
    }

    void getUser() throws IOException {
        measured("get-user", server -> {
            var ids = Files.createTempFile("ids", ".txt");
            ids.toFile().deleteOnExit();
            Files.writeString(ids, idsOf(server));
            get(server, ids, settings.warmUp());
            for (int round = 0; round < settings.rounds(); round++) {
                figures.add("raw_select_per_s", server.raw().selects(settings.connections(), settings.duration()));
                observe(server, () -> get(server, ids, settings.seconds()));
            }
            ratio("raw_select_per_s");
        });
    }

    void listUsers() throws IOException {
        measured("list-users", server -> {
            idsOf(server);
            list(server, settings.warmUp());
            for (int round = 0; round < settings.rounds(); round++) {
                figures.add("raw_select_per_s", server.raw().selects(settings.connections(), settings.duration()));
                observe(server, () -> list(server, settings.seconds()));
            }
            ratio("raw_select_per_s");
        });
    }

    /** A command that finds nothing to do: loading and deciding are all of its work. */
    void loadAggregate() throws IOException {
        measured("load-aggregate", server -> {
            create(server, 1);
            var ids = ids(server, 1).lines().limit(LONG_STREAMS).toList();
            for (var id : ids) {
                for (int event = 0; event < EVENTS_OF_A_LONG_STREAM; event++) {
                    server.post("/users/" + id + (event % 2 == 0 ? "/block" : "/unblock"), "");
                }
            }
            var file = Files.createTempFile("ids", ".txt");
            file.toFile().deleteOnExit();
            Files.write(file, ids);
            unblock(server, file, 5);
            for (int round = 0; round < settings.rounds(); round++) {
                figures.add("raw_select_per_s", server.raw().selects(settings.connections(), settings.duration()));
                observe(server, () -> unblock(server, file, settings.seconds()));
            }
            ratio("raw_select_per_s");
        });
    }

    private interface Measurement {
        void of(Server server) throws IOException;
    }

    private interface Load {
        Wrk run();
    }

    private void measured(String name, Measurement measurement) throws IOException {
        var folder = Files.createTempDirectory("fasti-bench");
        try (var server = Server.start(folder, settings.jar())) {
            measurement.of(server);
            figures.add("rss_mib", server.residentMiB());
        } finally {
            Folders.delete(folder);
        }
        System.out.println(figures.json(
                name,
                Map.of(
                        "connections", settings.connections(),
                        "rounds", settings.rounds(),
                        "seconds", settings.seconds(),
                        "warm_up_seconds", settings.warmUp())));
    }

    private void observe(Server server, Load load) {
        var serverBefore = server.serverCpuMillis();
        var postgresBefore = server.postgresCpuMillis();
        var wrk = load.run();
        var requests = wrk.rate() * settings.seconds();
        figures.add("requests_per_s", wrk.rate());
        figures.add("p50_ms", wrk.p50Millis());
        figures.add("p99_ms", wrk.p99Millis());
        figures.add("server_cpu_ms_per_request", (server.serverCpuMillis() - serverBefore) / requests);
        figures.add("postgres_cpu_ms_per_request", (server.postgresCpuMillis() - postgresBefore) / requests);
        figures.add("failures", wrk.failures());
    }

    private void ratio(String raw) {
        figures.add("ratio_to_raw", figures.median("requests_per_s") / figures.median(raw));
    }

    private Wrk create(Server server, int seconds) {
        return Wrk.run(
                server.url("/users"),
                settings.connections(),
                seconds,
                Server.HEADERS,
                "create-user.lua",
                "r" + run.incrementAndGet());
    }

    private Wrk get(Server server, Path ids, int seconds) {
        return Wrk.run(
                server.url("/users"),
                settings.connections(),
                seconds,
                Server.HEADERS,
                "get-user.lua",
                ids.toString(),
                "/t/acme-corp/api/v1/admin/users/");
    }

    private Wrk unblock(Server server, Path ids, int seconds) {
        return Wrk.run(
                server.url("/users"),
                settings.connections(),
                seconds,
                Server.HEADERS,
                "unblock-user.lua",
                ids.toString(),
                "/t/acme-corp/api/v1/admin/users/");
    }

    private Wrk list(Server server, int seconds) {
        return Wrk.run(server.url("/users?limit=20"), settings.connections(), seconds, Server.HEADERS, null);
    }

    /** Makes users until there are enough, and returns the ids of some, one per line. */
    private String idsOf(Server server) {
        while (total(server) < USERS) {
            create(server, 3);
        }
        return ids(server, 10);
    }

    private static String ids(Server server, int pages) {
        var ids = new StringBuilder();
        for (int page = 1; page <= pages; page++) {
            for (var found = ID.matcher(server.get("/users?limit=100&page=" + page)); found.find(); ) {
                ids.append(found.group(1)).append('\n');
            }
        }
        return ids.toString();
    }

    private static long total(Server server) {
        var found = Pattern.compile("\"total\":(\\d+)").matcher(server.get("/users?limit=1"));
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** How much is measured. */
    record Settings(int connections, int rounds, int seconds, int warmUp, Path jar) {
        Duration duration() {
            return Duration.ofSeconds(seconds);
        }
    }
}

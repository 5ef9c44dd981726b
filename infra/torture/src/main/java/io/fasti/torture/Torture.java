package io.fasti.torture;

import io.fasti.torture.Deed.Told;
import io.fasti.torture.Writer.Hot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts everything, lets writers write while things go wrong, waits until all is well again, and checks what is left. */
final class Torture {
    private static final String HELP = """
            Puts Fasti under fire and checks what is left. Exits with 1 when a promise was broken.

            usage: infra/torture/run [--minutes 10] [--seconds 0] [--processes 3] [--writers 32] [--seed N]
                                    [--only KIND,KIND] [--jar PATH]

            The kinds of mischief are named in the report, and written here as there, with hyphens for spaces.
            Needs a finished `mvn package`. What the processes said stays in target/torture of this module when something was found.
            """;
    private static final int HOT_USERS = 8;
    private static final int HOT_ROLES = 6;
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final Settings settings;
    private final Path folder;
    private final Report report = new Report();
    private final Ledger ledger = new Ledger();
    private final Api api = new Api(report);

    private Torture(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    public static void main(String[] arguments) {
        var words = new ArrayDeque<>(List.of(arguments));
        var options = new TreeMap<>(Map.of(
                "--minutes", "10",
                "--seconds", "0",
                "--processes", "3",
                "--writers", "32",
                "--only", "",
                "--seed", String.valueOf(System.nanoTime() & 0xffffff),
                "--jar", "infra/standalone/target/fasti.jar"));
        while (!words.isEmpty()) {
            var name = words.removeFirst();
            if (!options.containsKey(name) || words.isEmpty()) {
                System.out.print(HELP);
                System.exit(name.equals("--help") || name.equals("-h") ? 0 : 2);
            }
            options.put(name, words.removeFirst());
        }
        long seconds = number(options, "--seconds");
        var settings = new Settings(
                number(options, "--seed"),
                seconds > 0 ? Duration.ofSeconds(seconds) : Duration.ofMinutes(number(options, "--minutes")),
                (int) number(options, "--processes"),
                (int) number(options, "--writers"),
                Stream.of(options.getOrDefault("--only", "").split(",", -1))
                        .filter(kind -> !kind.isBlank())
                        .map(kind -> kind.strip().replace('-', ' '))
                        .collect(Collectors.toSet()),
                Path.of(options.getOrDefault("--jar", "")).toAbsolutePath());
        var report =
                run(settings, Path.of("infra", "torture", "target", "torture").toAbsolutePath());
        System.exit(report.findings().isEmpty() ? 0 : 1);
    }

    private static long number(Map<String, String> options, String name) {
        try {
            return Long.parseLong(options.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " takes a whole number", e);
        }
    }

    /** Runs, prints the report, and returns it. */
    static Report run(Settings settings, Path folder) {
        System.out.printf(
                "%d processes and %d writers for %s, with seed %d%n",
                settings.processes(), settings.writers(), settings.time(), settings.seed());
        delete(folder);
        var torture = new Torture(settings, folder);
        torture.run();
        System.out.print(torture.report.text());
        if (torture.report.findings().isEmpty()) {
            delete(folder);
        } else {
            System.out.println(
                    "What the processes said is in " + folder + "; try it again with seed " + settings.seed());
        }
        return torture.report;
    }

    private void run() {
        var began = System.nanoTime();
        try (var cluster = new Cluster(settings, folder);
                var watcher = new Watcher(cluster)) {
            // Whoever interrupts this leaves nothing running.
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
            say("started", began);
            var hot = hot(cluster);
            var end = System.nanoTime() + settings.time().toNanos();
            var mischief = new Mischief(cluster, settings, report, () -> System.nanoTime() < end);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                    var connection = cluster.connect()) {
                Mischief.prepare(connection);
                for (int i = 0; i < settings.writers(); i++) {
                    var writer = new Writer(
                            i, settings.seed(), cluster, api, ledger, report, hot, () -> System.nanoTime() < end);
                    threads.execute(writer::write);
                }
                mischief.make(Duration.ofMillis(1_000));
                mischief.close();
            }
            say("written", began);
            catchUp(cluster, watcher);
            cluster.nodes().parallelStream().forEach(node -> node.program().close());
            say("caught up and stopped", began);
            watcher.close();
            new Checker(cluster, ledger, watcher, report).check();
            say("checked", began);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String what, long began) {
        System.out.printf("%5.1f s  %s%n", (System.nanoTime() - began) / 1e9, what);
    }

    /** What all writers fight for, made before anything goes wrong. */
    private Hot hot(Cluster cluster) {
        var users = new ArrayList<String>();
        for (int i = 0; i < HOT_USERS; i++) {
            var email = "hot-" + i + "@example.com";
            users.add(made(
                    cluster,
                    "/users",
                    "{\"email\": \"%s\", \"name\": \"Hot\"}".formatted(email),
                    "user.created",
                    Map.of("email", email)));
        }
        var roles = new ArrayList<String>();
        for (int i = 0; i < HOT_ROLES; i++) {
            var slug = "hot-role-" + i;
            roles.add(made(
                    cluster,
                    "/roles",
                    "{\"name\": \"Hot\", \"slug\": \"%s\"}".formatted(slug),
                    "role.created",
                    Map.of("slug", slug)));
        }
        return new Hot(users, roles);
    }

    private String made(Cluster cluster, String path, String body, String event, Map<String, String> values) {
        var deed = new Deed("prepare", "POST", path, body, true, List.of(event), values, null, null);
        ledger.enter(deed);
        for (int i = 0; i < 20; i++) {
            var attempt = ledger.attempt(deed);
            var _ = api.ask(cluster.nodes().getFirst(), attempt);
            if (attempt.told == Told.DONE && attempt.aggregateId != null) {
                return attempt.aggregateId;
            }
            LockSupport.parkNanos(200_000_000);
        }
        throw new IllegalStateException("could not be made: " + body);
    }

    /** Nothing is left to be swept, applied, published or noted, and nothing new has come for a while. */
    private void catchUp(Cluster cluster, Watcher watcher) {
        var end = System.nanoTime() + CATCH_UP.toNanos();
        long quiet = 0;
        var behind = "";
        report.looked(Promise.CAUGHT_UP, 1);
        while (System.nanoTime() < end) {
            try (var connection = cluster.connect()) {
                long head = Checker.number(connection, "select max(position) from event_store.event");
                long swept = Checker.number(connection, "select count(*) from command.deleted_role");
                long applied =
                        Checker.number(connection, "select position from event_store.projection where name = 'live'");
                long noted = Checker.number(
                        connection,
                        "select (select count(*) from event_store.event) - (select count(*) from query.audit_log)");
                behind = "head %d, %d roles to be swept, applied %d, %d to be audited, watched %d"
                        .formatted(head, swept, applied, noted, watcher.last());
                boolean isDone = swept == 0 && applied == head && noted == 0 && watcher.last() == head;
                if (isDone && quiet == head) {
                    return;
                }
                quiet = isDone ? head : 0;
            } catch (SQLException _) {
                quiet = 0;
            }
            LockSupport.parkNanos(700_000_000);
        }
        report.broken(Promise.CAUGHT_UP, behind);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

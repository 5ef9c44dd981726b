package io.fasti.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command line of the figures. */
final class Bench {
    private static final String HELP = """
            Measures one figure and prints it as JSON, with the raw limit of the same minutes beside it.

            usage: infra/bench/run FIGURE [--connections 16] [--rounds 5] [--seconds 5] [--warm-up 30] [--jar PATH]

              create-user      POST /admin/users over HTTP; raw: one-row inserts in PostgreSQL
              get-user         GET /admin/users/{id} with 10,000 users; raw: selects by primary key
              list-users       GET /admin/users?limit=20 with 10,000 users; raw: the same selects
              load-aggregate   a command that changes nothing of users with 150 events each; raw: selects by primary key
              start            start to first answer, the first time and after; quick when the jar is prepared (--prepare)
              append           commands a second from Axon's gateway to the commit, each of a new aggregate with one row in the
                               directory, in this process, by --callers 16,64; raw: one-row inserts, a connection each
              tail             commit until the read models have it, at --rate 500 commands a second, in one process and in
                               two; raw: commit until its notification
              growth           a table of --rows 10000000 events: append, load, tail, sizes, vacuum, and the same by
                               partitions with a table of heads unless --partitions false; takes long, and about 2 GB of
                               disk a million rows
              rebuild          rebuild of a read model in this process, --events 1000000 of roles, or of users with sealed
                               names with --personal true; raw: COPY out of the events and COPY in of the rows

            wrk must be installed for the figures over HTTP.
            """;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var words = new ArrayDeque<>(List.of(arguments));
        if (words.isEmpty() || words.contains("--help") || words.contains("-h")) {
            System.out.print(HELP);
            return;
        }
        var figure = words.removeFirst();
        if (figure.equals(TailFollower.NAME)) {
            TailFollower.run(new RawSql(words.removeFirst(), words.removeFirst(), words.removeFirst()));
            return;
        }
        var options = new TreeMap<>(Map.of(
                "--connections", "16",
                "--rounds", "5",
                "--seconds", "5",
                "--warm-up", "30",
                "--events", "1000000",
                "--personal", "false",
                "--jar", "infra/standalone/target/fasti.jar"));
        options.putAll(Map.of("--callers", "16,64", "--rate", "500", "--rows", "10000000", "--partitions", "true"));
        while (!words.isEmpty()) {
            var name = words.removeFirst();
            if (!options.containsKey(name) || words.isEmpty()) {
                wrong("there is no option " + name + ", or it has no value");
            }
            options.put(name, words.removeFirst());
        }
        if (measured(figure, options)) {
            return;
        }
        var settings = new HttpFigures.Settings(
                number(options, "--connections"),
                number(options, "--rounds"),
                number(options, "--seconds"),
                number(options, "--warm-up"),
                Path.of(options.getOrDefault("--jar", "")).toAbsolutePath());
        if (!Files.exists(settings.jar())) {
            wrong("there is no " + settings.jar() + ": build it with mvn package");
        }
        var http = new HttpFigures(settings);
        switch (figure) {
            case "create-user" -> http.createUser();
            case "get-user" -> http.getUser();
            case "list-users" -> http.listUsers();
            case "load-aggregate" -> http.loadAggregate();
            case "start" -> new StartFigure(settings).measure();
            default -> wrong("there is no figure " + figure);
        }
    }

    /** The figures that need no jar. */
    private static boolean measured(String figure, Map<String, String> options) throws Exception {
        int rounds = number(options, "--rounds");
        int seconds = number(options, "--seconds");
        int warmUp = number(options, "--warm-up");
        switch (figure) {
            case "append" -> {
                for (var callers : options.getOrDefault("--callers", "").split(",", -1)) {
                    int many = number(Map.of("--callers", callers), "--callers");
                    new AppendFigure(many, rounds, seconds, warmUp).measure();
                }
            }
            case "tail" -> new TailFigure(number(options, "--rate"), rounds, seconds, warmUp).measure();
            case "growth" ->
                new GrowthFigure(
                                number(options, "--rows"),
                                rounds,
                                Boolean.parseBoolean(options.getOrDefault("--partitions", "true")))
                        .measure();
            case "rebuild" -> {
                var personal = Boolean.parseBoolean(options.getOrDefault("--personal", "false"));
                new RebuildFigure(number(options, "--events"), rounds, personal).measure();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static int number(Map<String, String> options, String name) {
        try {
            return Integer.parseInt(options.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            wrong(name + " takes a whole number");
            throw e;
        }
    }

    private static void wrong(String what) {
        System.err.println(what + "; see --help");
        System.exit(2);
    }
}

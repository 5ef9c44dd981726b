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
        var options = new TreeMap<>(Map.of(
                "--connections", "16",
                "--rounds", "5",
                "--seconds", "5",
                "--warm-up", "30",
                "--events", "1000000",
                "--personal", "false",
                "--jar", "infra/standalone/target/fasti.jar"));
        while (!words.isEmpty()) {
            var name = words.removeFirst();
            if (!options.containsKey(name) || words.isEmpty()) {
                wrong("there is no option " + name + ", or it has no value");
            }
            options.put(name, words.removeFirst());
        }
        if (figure.equals("rebuild")) {
            var personal = Boolean.parseBoolean(options.getOrDefault("--personal", "false"));
            new RebuildFigure(number(options, "--events"), number(options, "--rounds"), personal).measure();
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

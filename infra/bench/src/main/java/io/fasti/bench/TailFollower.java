package io.fasti.bench;

import io.fasti.eventstore.Positions;
import io.fasti.eventstore.Tail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A process of its own that follows a store; asked with a line, it tells what it has seen since the last time. */
final class TailFollower implements AutoCloseable {
    static final String NAME = "tail-follower";
    private static final String READY = "ready";
    private static final String END = ".";

    private final Process process;
    private final BufferedReader answers;

    private TailFollower(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        skipTo(READY);
    }

    static TailFollower start(RawSql database) throws IOException {
        return new TailFollower(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bench.class.getName(),
                        NAME,
                        database.url(),
                        database.user(),
                        database.password())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** What this process does when it is the follower. */
    static void run(RawSql database) throws IOException {
        try (var context = Things.start(database, Things.ReadModels.class);
                var sightings = new Sightings(context.getBean(Tail.class), context.getBean(Positions.class), true)) {
            System.out.println(READY);
            var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (orders.readLine() != null) {
                var answer = new StringBuilder();
                sightings
                        .applied()
                        .forEach((position, at) ->
                                answer.append(position).append(' ').append(at).append('\n'));
                sightings.clear();
                System.out.println(answer + END);
            }
        }
    }

    /** When each event could be read there. */
    Map<Long, Long> applied() throws IOException {
        var orders = process.outputWriter(StandardCharsets.UTF_8);
        orders.write("tell\n");
        orders.flush();
        var applied = new HashMap<Long, Long>();
        for (var line = answers.readLine(); line != null && !line.equals(END); line = answers.readLine()) {
            var words = line.split(" ", 2);
            applied.put(Long.parseLong(words[0]), Long.parseLong(words[1]));
        }
        return applied;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    private void skipTo(String wanted) throws IOException {
        for (var line = answers.readLine(); !wanted.equals(line); line = answers.readLine()) {
            if (line == null) {
                throw new IllegalStateException("The follower did not start");
            }
        }
    }

    @Override
    public void close() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroy();
        }
    }
}

package io.fasti.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One run of wrk, the load generator: it must be on the path (Debian's package {@code wrk}). */
record Wrk(double rate, double p50Millis, double p99Millis, long failures) {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("(50|99)%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern SOCKETS =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

    static Wrk run(
            String url,
            int connections,
            int seconds,
            Map<String, String> headers,
            @Nullable String script,
            String... arguments) {
        var command =
                new ArrayList<>(List.of("wrk", "-t", "1", "-c", "" + connections, "-d", seconds + "s", "--latency"));
        headers.forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        try {
            if (script != null) {
                command.addAll(List.of("-s", unpacked(script).toString()));
            }
            command.add(url);
            command.addAll(List.of(arguments));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            return read(output);
        } catch (IOException e) {
            throw new UncheckedIOException("wrk could not be run: is it installed?", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Wrk read(String output) {
        double p50 = 0;
        double p99 = 0;
        for (var found = LATENCY.matcher(output); found.find(); ) {
            var millis = Double.parseDouble(found.group(2)) * unit(found.group(3));
            if (found.group(1).equals("50")) {
                p50 = millis;
            } else {
                p99 = millis;
            }
        }
        long failures = sum(FAILED.matcher(output)) + sum(SOCKETS.matcher(output));
        var rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IllegalStateException(output);
        }
        return new Wrk(Double.parseDouble(rate.group(1)), p50, p99, failures);
    }

    private static long sum(Matcher found) {
        long sum = 0;
        if (found.find()) {
            for (int i = 1; i <= found.groupCount(); i++) {
                sum += Long.parseLong(found.group(i));
            }
        }
        return sum;
    }

    private static double unit(String unit) {
        return switch (unit) {
            case "us" -> 0.001;
            case "ms" -> 1;
            default -> 1000;
        };
    }

    private static Path unpacked(String script) throws IOException {
        var file = Files.createTempFile("wrk", ".lua");
        file.toFile().deleteOnExit();
        try (InputStream resource = Wrk.class.getResourceAsStream("/wrk/" + script)) {
            if (resource == null) {
                throw new IllegalArgumentException("no script " + script);
            }
            Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}

package io.fasti.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** How long it takes from starting the jar to its first answer, on a fresh data folder and on one that is there. */
final class StartFigure {
    private static final Pattern ADDRESS = Pattern.compile("http://(?:localhost|127\\.0\\.0\\.1):(\\d+)");

    private final HttpFigures.Settings settings;
    private final Figures figures = new Figures();

    StartFigure(HttpFigures.Settings settings) {
        this.settings = settings;
    }

    void measure() throws IOException, InterruptedException {
        for (int round = 0; round < settings.rounds(); round++) {
            var folder = Files.createTempDirectory("fasti-start");
            try {
                figures.add("first_s", started(folder));
                figures.add("after_s", started(folder));
            } finally {
                Folders.delete(folder);
            }
        }
        System.out.println(figures.json("start", Map.of("rounds", settings.rounds())));
    }

    private double started(Path folder) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        settings.jar().toString())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "FASTI_PORT",
                        "0",
                        "FASTI_MANAGEMENT_PORT",
                        "0",
                        "FASTI_DATA",
                        folder.toString(),
                        "FASTI_BOOTSTRAP_KEY",
                        Server.KEY));
        var begin = System.nanoTime();
        var process = builder.start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                var client = HttpClient.newHttpClient()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var found = ADDRESS.matcher(line);
                if (found.find()) {
                    var users = "http://127.0.0.1:" + found.group(1) + "/t/acme-corp/api/v1/admin/users";
                    var answer = client.send(
                            HttpRequest.newBuilder(URI.create(users))
                                    .header("Authorization", "Bearer " + Server.KEY)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() != 200) {
                        throw new IllegalStateException(answer.body());
                    }
                    var took = (System.nanoTime() - begin) / 1e9;
                    figures.add("rss_mib", Cpu.residentMiB(process.toHandle()));
                    return took;
                }
            }
            throw new IllegalStateException("Fasti did not start");
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}

package io.fasti.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logto's own management client against Fasti, with a key as its token. It needs Node, and npm for the client. */
class LogtoJourneyIT {
    private static final Path SCRIPTS = Path.of("src", "test", "node");

    @TempDir
    Path data;

    @TempDir
    Path scripts;

    @Test
    void logtos_own_client_makes_changes_finds_and_deletes() throws Exception {
        if (!isInstalled("node") || !isInstalled("npm")) {
            System.out.println("Node or npm is not installed: the journey with Logto's own client is left out.");
            Assumptions.abort("Node or npm is not installed");
        }
        for (var file : List.of("package.json", "package-lock.json", "journey.mjs")) {
            Files.copy(SCRIPTS.resolve(file), scripts.resolve(file));
        }
        assertThat(run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
                .doesNotContain("npm error");
        try (var fasti = FastiProcess.start(data, Map.of())) {
            assertThat(run("node", "journey.mjs", fasti.address().toString(), FastiProcess.ADMIN_KEY))
                    .contains("the journey is done");
        }
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** What it printed, whether it succeeded or not. */
    private String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(scripts.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return output;
    }
}

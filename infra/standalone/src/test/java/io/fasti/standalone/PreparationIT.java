package io.fasti.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Making the next start quicker goes on in the background, and may be ended and killed at any time. */
class PreparationIT {
    @TempDir
    Path parent;

    @Test
    void ended_or_killed_in_the_middle_it_leaves_neither_processes_nor_data() throws Exception {
        var jar = Files.copy(Program.JAR, parent.resolve("fasti.jar"));
        var data = parent.resolve("data");
        var rehearsal = parent.resolve("fasti-prepared/rehearsal");
        long orphan;
        try (var first = Program.run(jar, data, Map.of("FASTI_QUICK_START", "true"))) {
            first.await(() -> postmaster(rehearsal) > 0);
            var preparation = descendants(first).stream()
                    .filter(process -> arguments(process).contains("--prepare"))
                    .toList();
            assertThat(preparation).isNotEmpty();
            first.kill();
            preparation.forEach(ProcessHandle::destroyForcibly);
            orphan = postmaster(rehearsal);
            assertThat(ProcessHandle.of(orphan)).as("what a killed one leaves").isPresent();
        }

        try (var second = Program.run(jar, data, Map.of("FASTI_QUICK_START", "true"))) {
            second.await(() -> postmaster(rehearsal) > 0 && postmaster(rehearsal) != orphan);
            assertThat(ProcessHandle.of(orphan)).as("found by the next one").isEmpty();
            second.stop();
        }

        assertThat(rehearsal).doesNotExist();
        assertThat(ProcessHandle.allProcesses().map(PreparationIT::arguments))
                .noneMatch(arguments -> arguments.contains(parent.toString()));
    }

    private static List<ProcessHandle> descendants(Program program) {
        return ProcessHandle.of(program.pid()).orElseThrow().descendants().toList();
    }

    private static String arguments(ProcessHandle process) {
        return String.join(
                " ", Stream.of(process.info().arguments().orElse(new String[0])).toList());
    }

    /** The process of its PostgreSQL; 0 while there is none. */
    private static long postmaster(Path data) {
        try {
            return Long.parseLong(Files.readAllLines(data.resolve("postgresql/cluster/data/postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (Exception _) {
            return 0;
        }
    }
}

package io.fasti.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
    @TempDir
    Path folder;

    @Test
    void what_was_prepared_counts_for_the_very_jar_it_was_made_for() throws IOException {
        var prepared = new Prepared(folder.resolve("fasti.jar"));
        jar("one");
        assertThat(prepared.isReady()).isFalse();

        Files.createDirectories(prepared.folder());
        Files.writeString(prepared.cache(), "learned");
        prepared.stampIt();
        assertThat(prepared.isReady()).isTrue();

        jar("two");
        assertThat(prepared.isReady()).as("another jar of the same size").isFalse();
        jar("one");
        assertThat(prepared.isReady()).as("the same content again").isTrue();
    }

    @Test
    void without_its_cache_or_its_stamp_nothing_is_prepared() throws IOException {
        var prepared = new Prepared(folder.resolve("fasti.jar"));
        jar("one");
        Files.createDirectories(prepared.folder());
        prepared.stampIt();
        assertThat(prepared.isReady()).isFalse();

        Files.writeString(prepared.cache(), "learned");
        prepared.unstamp();
        assertThat(prepared.isReady()).isFalse();
    }

    @Test
    void the_prepared_jar_gets_the_options_and_arguments_of_the_other_and_they_win() {
        var prepared = new Prepared(Path.of("/opt/fasti.jar"));
        var command = QuickStart.command(
                        "/jdk/bin/java", List.of("-Xmx2g", "-Da=b", "-jar", "fasti.jar", "--service=query"), prepared)
                .orElseThrow();

        assertThat(command).startsWith("/jdk/bin/java").contains("-XX:AOTCache=/opt/fasti-prepared/cache.aot");
        assertThat(command.indexOf("-Xmx2g")).isGreaterThan(command.indexOf("-Xmx512m"));
        assertThat(command)
                .endsWith("-Xmx2g", "-Da=b", "-jar", "/opt/fasti-prepared/program/fasti.jar", "--service=query");
    }

    @Test
    void a_command_that_runs_no_jar_is_left_alone() {
        assertThat(QuickStart.command(
                        "java", List.of("-cp", "classes", "io.fasti.standalone.Main"), new Prepared(Path.of("/x.jar"))))
                .isEmpty();
    }

    private void jar(String content) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("fasti.jar")))) {
            zip.putNextEntry(new ZipEntry("content"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}

package io.fasti.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Another seed each time; the one that is printed can be given again with {@code -Dfasti.torture.seed}. */
class TortureIT {
    @Test
    void nothing_is_lost_doubled_or_out_of_order_under_fire() {
        var settings = new Settings(
                Long.getLong("fasti.torture.seed", System.nanoTime() & 0xffffff),
                Duration.ofSeconds(Long.getLong("fasti.torture.seconds", 60)),
                2,
                16,
                Set.of(),
                Path.of("..", "standalone", "target", "fasti.jar")
                        .toAbsolutePath()
                        .normalize());

        var report = Torture.run(settings, Path.of("target", "torture").toAbsolutePath());

        assertThat(report.findings()).isEmpty();
        assertThat(report.count("answers with status 201")).isGreaterThan(50);
    }
}

package io.fasti.http.lumo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.errors.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/errors.md} is written from the catalogue: run with {@code -Dfasti.docs=write}. */
class ErrorsPageTest {
    private static final String HEAD = """
            # Errors

            Generated from `ErrorCode` and the dialects' spellings; do not edit. Codes do not change, messages may.
            The form of an error is described in [http.md](http.md#errors).

            | code | kind | LumoAuth: status | LumoAuth: `code` | message |
            |---|---|---|---|---|
            """;

    @Test
    void the_page_of_errors_is_that_of_the_catalogue() throws IOException {
        var page = HEAD
                + Arrays.stream(ErrorCode.values()).map(ErrorsPageTest::row).collect(Collectors.joining());
        var file = page();
        if ("write".equals(System.getProperty("fasti.docs"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, page);
        }

        assertThat(file).content().isEqualTo(page);
    }

    private static String row(ErrorCode code) {
        return "| `%s` | %s | %d | `%s` | %s |\n"
                .formatted(code, code.kind(), LumoErrors.status(code), LumoErrors.code(code), code.message());
    }

    private static Path page() {
        var folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/reference/errors.md");
    }
}

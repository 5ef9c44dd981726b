package io.fasti.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page that lists what can be configured is made from the variables and the properties records. Run with
 * {@code -Dfasti.docs.write=true} to write it anew.
 */
class ConfigurationReferenceTest {

    private static final Path PAGE = Path.of("../../docs/reference/configuration.md");

    @Test
    void the_page_says_what_the_code_says() throws IOException {
        String page = page();
        if (Boolean.getBoolean("fasti.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String page() throws IOException {
        return """
                # Configuration

                <!-- Generated from io.fasti.standalone.Variable and the properties records: do not edit. -->

                ## Environment

                What an operator decides. An empty variable counts as absent; a malformed one is refused at the start, by name.

                | variable | default | meaning |
                |---|---|---|
                %s
                ## Properties

                What seldom needs to be touched. Give one as a variable in capitals, dots as underscores and without
                hyphens (`fasti.http.rate-limit.reads-per-minute` is `FASTI_HTTP_RATELIMIT_READSPERMINUTE`), or on the
                command line of `java` with `-D`. `fasti.jar` itself sets the rate limits to 1,000,000 per minute.

                | property | default | meaning |
                |---|---|---|
                %s""".formatted(variables(), properties());
    }

    private static String variables() {
        return Arrays.stream(Variable.values())
                .map(variable -> "| `%s` | %s | %s |\n"
                        .formatted(variable.name(), escaped(variable.otherwise()), escaped(variable.meaning())))
                .collect(Collectors.joining());
    }

    private static String properties() throws IOException {
        Map<String, String> lines = new TreeMap<>();
        List<URL> described = Collections.list(ConfigurationReferenceTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"));
        for (URL url : described) {
            try (InputStream json = url.openStream()) {
                for (JsonNode property : JsonMapper.shared().readTree(json).path("properties")) {
                    String name = property.path("name").asString();
                    if (name.startsWith("fasti.")) {
                        lines.put(name, line(name, property));
                    }
                }
            }
        }
        return String.join("", lines.values());
    }

    private static String line(String name, JsonNode property) {
        JsonNode otherwise = property.path("defaultValue");
        return "| `%s` | %s | %s |\n"
                .formatted(
                        name,
                        otherwise.isMissingNode() ? "" : "`" + otherwise.asString() + "`",
                        escaped(property.path("description").asString("")));
    }

    private static String escaped(String text) {
        return text.replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                .replace("|", "\\|")
                .replaceAll("\\s+", " ")
                .strip();
    }
}

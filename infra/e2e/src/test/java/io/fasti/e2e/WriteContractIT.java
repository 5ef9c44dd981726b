package io.fasti.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every changing route of the LumoAuth dialect answers, as one story told in {@code contracts/lumo/writes.json}:
 * requests, and their answers as approved. Run with {@code -Dfasti.approve=true} to write the answers down, and read them
 * before they are committed. Ids that a step remembers stand in braces, whatever else changes from run to run in angles.
 */
class WriteContractIT {
    private static final Path STORY = Path.of("src", "test", "resources", "contracts", "lumo", "writes.json");
    private static final List<String> HEADERS =
            List.of("ETag", "Location", "Fasti-Position", "Fasti-Read-Back", "Retry-After");
    private static final Map<Pattern, String> VOLATILE = Map.of(
            Pattern.compile("\"[a-z]{3,6}_[0-9a-z]{26}\""), "\"<id>\"",
            Pattern.compile("\\b[a-z]{3,6}_[0-9a-z]{26}\\b"), "<id>",
            Pattern.compile("\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\""), "\"<time>\"",
            Pattern.compile("whsec_[A-Za-z0-9+/=]+"), "<secret>",
            Pattern.compile("sk_live_[A-Za-z0-9_-]+"), "<key>");

    @TempDir
    Path data;

    private final Map<String, String> remembered = new HashMap<>();

    @Test
    void every_changing_route_answers_as_approved() throws IOException {
        var story = (ArrayNode) Client.JSON.readTree(Files.readString(STORY));
        try (var fasti = FastiProcess.start(data, Map.of())) {
            var answers = new ArrayList<ObjectNode>();
            for (var step : story) {
                answers.add(told(fasti, step));
            }
            if (Boolean.getBoolean("fasti.approve")) {
                approve(story, answers);
            }
            assertSoftly(softly -> {
                for (int i = 0; i < answers.size(); i++) {
                    softly.assertThat(pretty(answers.get(i)))
                            .as(story.get(i).path("step").asString())
                            .isEqualTo(pretty(story.get(i).path("answer")));
                }
            });
            assertThat(untold(fasti, story))
                    .as("changing routes without a step")
                    .isEmpty();
        }
    }

    private ObjectNode told(FastiProcess fasti, JsonNode step) {
        var request = filled(step.path("request").asString()).split(" ", 2);
        var headers = new HashMap<String, String>();
        step.path("headers").forEachEntry((name, value) -> headers.put(name, value.asString()));
        var body = step.has("body") ? filled(step.path("body").toString()) : null;
        var client = request[1].startsWith("/api/v1/operator") ? fasti.operator() : fasti.admin();
        var answer = client.send(request[0], request[1], body, headers);
        if (step.has("remember")) {
            var field = step.path("of").asString("id");
            remembered.put(
                    step.path("remember").asString(), answer.data().path(field).asString());
        }
        var told = Client.JSON.createObjectNode();
        told.put("status", answer.status());
        var given = told.putArray("headers");
        HEADERS.stream().filter(name -> answer.header(name) != null).forEach(given::add);
        told.set("body", Client.JSON.readTree(masked(answer.body().toString())));
        return told;
    }

    private String filled(String text) {
        var filled = text;
        for (var entry : remembered.entrySet()) {
            filled = filled.replace("{" + entry.getKey() + "}", entry.getValue());
        }
        return filled;
    }

    private String masked(String text) {
        var masked = text;
        for (var entry : remembered.entrySet()) {
            masked = masked.replace(entry.getValue(), "{" + entry.getKey() + "}");
        }
        for (var entry : VOLATILE.entrySet()) {
            masked = entry.getKey().matcher(masked).replaceAll(entry.getValue());
        }
        return masked;
    }

    private static void approve(ArrayNode story, List<ObjectNode> answers) throws IOException {
        for (int i = 0; i < answers.size(); i++) {
            ((ObjectNode) story.get(i)).set("answer", answers.get(i));
        }
        Files.writeString(STORY, pretty(story) + "\n");
    }

    private static String pretty(JsonNode node) {
        return Client.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }

    private static List<String> untold(FastiProcess fasti, ArrayNode story) {
        var told = new HashSet<String>();
        story.forEach(step -> told.add(step.path("request").asString()));
        return Routes.of(fasti.admin()).stream()
                .filter(Routes.Route::changes)
                .filter(route -> route.path().startsWith("/api/v1/"))
                .filter(route -> {
                    var path = route.path().replace("/api/v1/admin", "").replaceAll("\\{[^}]+}", "[^/ ]+");
                    var form = Pattern.compile(route.method() + " " + path);
                    return told.stream()
                            .noneMatch(request -> form.matcher(request).matches());
                })
                .map(Routes.Route::toString)
                .toList();
    }
}

package io.fasti.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back to the client, in the form of its dialect.
 *
 * @param headers {@code Content-Type} among them where the body is not JSON
 * @param body empty for none
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    public Answer(int status, byte[] body) {
        this(status, Map.of(), body);
    }

    /** Plain text. */
    public static Answer text(int status, String text) {
        return new Answer(status, text.getBytes(StandardCharsets.UTF_8))
                .with("Content-Type", "text/plain;charset=UTF-8");
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}

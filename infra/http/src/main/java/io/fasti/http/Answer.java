package io.fasti.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back to the client, in the form of its dialect.
 *
 * @param body JSON; empty for none
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    public Answer(int status, byte[] body) {
        this(status, Map.of(), body);
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}

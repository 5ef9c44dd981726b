package io.fasti.http.gate;

import io.fasti.http.Dialect;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The id under which a request is found in answers, events and logs: the client's own if it is sane. */
public final class RequestIds {
    private static final int LONGEST = 128;

    private RequestIds() {}

    static String of(HttpServletRequest request, Dialect dialect) {
        var given = request.getHeader("X-Request-Id");
        return given != null && sane(given) ? given : dialect.newRequestId();
    }

    /** {@code req_} and 32 hexadecimal digits. */
    public static String random() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return "req_" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    private static boolean sane(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            var c = id.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._:-+/=".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }
}

package io.fasti.http.gate;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses are refused before anybody interprets them: those that a proxy, the server and the routes could read in
 * different ways.
 */
final class Addresses {
    private static final int LONGEST = 8192;

    private Addresses() {}

    /** @throws Rejection URI_TOO_LONG or MALFORMED_REQUEST */
    static void check(String path, @Nullable String query) {
        if (path.length() + (query == null ? 0 : query.length()) > LONGEST) {
            throw new Rejection(ErrorCode.URI_TOO_LONG);
        }
        if (!path.startsWith("/")) {
            throw malformed("path");
        }
        for (int i = 0; i < path.length(); i++) {
            var c = path.charAt(i);
            if (c == '%') {
                escaped(path);
                break;
            }
        }
        for (int i = 0; i < path.length(); i++) {
            switch (path.charAt(i)) {
                case ';', '\\' -> throw malformed("path");
                case '/' -> {
                    if (path.startsWith("//", i) || dots(path, i + 1)) {
                        throw malformed("path");
                    }
                }
                default -> {}
            }
        }
        if (query != null && query.indexOf('%') >= 0 && !decodes(query, true)) {
            throw malformed("query");
        }
    }

    /** Escapes that would change the structure of the path, or hide what it says. */
    private static void escaped(String path) {
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
            var value = hex(path, i + 1);
            if (value == '/' || value == '\\' || value == '.' || value == ';') {
                throw malformed("path");
            }
        }
        if (!decodes(path, false)) {
            throw malformed("path");
        }
    }

    /** A segment {@code .} or {@code ..}. */
    private static boolean dots(String path, int from) {
        var end = path.indexOf('/', from);
        var length = (end < 0 ? path.length() : end) - from;
        return length == 1 && path.charAt(from) == '.' || length == 2 && path.startsWith("..", from);
    }

    /** Whether what is escaped is whole, UTF-8 and, apart from tabs and newlines in a query, no control character. */
    private static boolean decodes(String text, boolean query) {
        var bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '%') {
                var value = hex(text, i + 1);
                if (value < 0 || value == 0x7f || value < 0x20 && !(query && (value == '\t' || value == '\n'))) {
                    return false;
                }
                bytes.put((byte) value);
                i += 2;
            } else if (c < 0x80) {
                bytes.put((byte) c);
            } else {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static int hex(String text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        var high = Character.digit(text.charAt(at), 16);
        var low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static Rejection malformed(String part) {
        return new Rejection(ErrorCode.MALFORMED_REQUEST, part, "is not well formed");
    }
}

package io.fasti.http.json;

import java.net.URI;
import java.net.URISyntaxException;

/** What texts of requests may look like. */
public final class Texts {
    private Texts() {}

    /**
     * Whether a text can be stored and shown: no control characters, no halves of surrogate pairs.
     *
     * @param lines whether tabs and newlines are welcome
     */
    public static boolean clean(CharSequence text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < 0x20 ? !(lines && (c == '\t' || c == '\n')) : c >= 0x7f && c <= 0x9f) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    static boolean line(CharSequence text, int most) {
        return text.length() <= most && !text.toString().isBlank() && clean(text, false);
    }

    static boolean slug(CharSequence text) {
        if (text.isEmpty() || text.length() > 128 || !lowerOrDigit(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!lowerOrDigit(c) && "._:-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    static boolean email(String text) {
        var at = text.lastIndexOf('@');
        return text.length() <= 254
                && at >= 1
                && at <= 64
                && clean(text, false)
                && local(text.substring(0, at))
                && domain(text.substring(at + 1));
    }

    static boolean phone(CharSequence text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '+' ? i > 0 : " -.()".indexOf(c) < 0) {
                return false;
            }
        }
        return digits >= 3 && digits <= 15 && text.length() <= 32;
    }

    static boolean httpUrl(String text) {
        if (text.length() > 2048 || !clean(text, false)) {
            return false;
        }
        try {
            var uri = new URI(text);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static boolean local(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || "\"(),:;<>@[\\]".indexOf(c) >= 0) {
                return false;
            }
        }
        return !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
    }

    private static boolean domain(String text) {
        int label = 0;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '.') {
                if (label == 0 || text.charAt(i - 1) == '-') {
                    return false;
                }
                dots++;
                label = 0;
            } else if (Character.isLetterOrDigit(c) || (c == '-' && label > 0)) {
                label++;
            } else {
                return false;
            }
            if (label > 63) {
                return false;
            }
        }
        return dots > 0 && label > 0 && !text.endsWith("-");
    }

    private static boolean lowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}

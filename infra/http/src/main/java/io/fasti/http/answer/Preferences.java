package io.fasti.http.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** What a client would rather have. */
public final class Preferences {
    private Preferences() {}

    /** Whether the client does not want to wait for the read models. */
    public static boolean respondAsync(HttpServletRequest request) {
        var prefer = request.getHeader("Prefer");
        if (prefer == null) {
            return false;
        }
        for (var preference : prefer.split(",", -1)) {
            if (preference.trim().toLowerCase(Locale.ROOT).equals("respond-async")) {
                return true;
            }
        }
        return false;
    }
}

package io.fasti.http.answer;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.NativeWebRequest;

/** The servlet request behind what Spring hands around. */
final class Requests {
    private Requests() {}

    static HttpServletRequest of(NativeWebRequest web) {
        var request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("not a servlet request");
        }
        return request;
    }
}

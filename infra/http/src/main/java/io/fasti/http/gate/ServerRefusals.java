package io.fasti.http.gate;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.Dialects;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server itself refuses, before or after any route, in the form of the dialect instead of as a page. */
final class ServerRefusals extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRefusals.class);

    private final Dialects dialects;

    ServerRefusals(Dialects dialects) {
        this.dialects = dialects;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var code = code(status);
        if (code == ErrorCode.UNEXPECTED) {
            LOG.error("The server answered {} to {}", status, request.getRequestURI(), thrown);
        }
        var dialect = dialects.at(request.getRequestURI());
        var answer = dialect.refused(new Rejection(code), request);
        try {
            response.setStatus(answer.status());
            dialect.standing(dialect.newRequestId()).forEach((name, value) -> {
                if (response.getHeader(name) == null) {
                    response.setHeader(name, value);
                }
            });
            response.setContentType("application/json");
            answer.headers().forEach(response::setHeader);
            response.getOutputStream().write(answer.body());
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The client is gone", e);
        }
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 401 -> ErrorCode.CREDENTIAL_MISSING;
            case 404 -> ErrorCode.ROUTE_NOT_FOUND;
            case 405, 501 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 413 -> ErrorCode.BODY_TOO_LARGE;
            case 414 -> ErrorCode.URI_TOO_LONG;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ErrorCode.UNAVAILABLE_NOW;
            default -> status < 500 ? ErrorCode.MALFORMED_REQUEST : ErrorCode.UNEXPECTED;
        };
    }
}

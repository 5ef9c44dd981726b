package io.fasti.http.answer;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.ErrorKind;
import io.fasti.errors.Rejection;
import io.fasti.eventstore.EventLog;
import io.fasti.eventstore.Positions;
import io.fasti.http.Answer;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Written;
import io.fasti.http.error.Fault;
import io.fasti.http.gate.Exchange;
import io.fasti.http.json.HttpJson;
import io.fasti.http.readback.ReadBack;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** Writes answers in the form of the dialect that was asked. */
@Component
public class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final String RETRY_SECONDS = "2";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpJson json;
    private final ReadBack readBack;
    private final EventLog events;
    private final Positions positions;

    Answers(HttpJson json, ReadBack readBack, EventLog events, Positions positions) {
        this.json = json;
        this.readBack = readBack;
        this.events = events;
        this.positions = positions;
    }

    void found(HttpServletRequest request, HttpServletResponse response, Exchange exchange, Found found) {
        var data = json.bytes(found.data());
        var tag = ETags.of(found.version(), data);
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "private, no-cache");
        if (found.position() != null) {
            response.setHeader("Fasti-Position", found.position().toString());
        }
        if (ETags.listed(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        send(response, exchange.dialect().found(found, data));
    }

    void listed(HttpServletRequest request, HttpServletResponse response, Exchange exchange, Listed listed) {
        var answer = exchange.dialect().listed(listed, request);
        var tag = answer.headers().get("ETag");
        if (tag != null && ETags.listed(request.getHeader("If-None-Match"), tag)) {
            answer.headers().forEach(response::setHeader);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        send(response, answer);
    }

    /** Answers a change with what a read shows of it, or with its id when the read models are late. */
    public void written(HttpServletResponse response, Exchange exchange, Written written, boolean respondAsync) {
        var outcome = written.outcome();
        var position = written.position() > 0 || outcome.kind() == null ? written.position() : events.head();
        if (position > 0) {
            response.setHeader("Fasti-Position", Long.toString(position));
        }
        if (written.replayed()) {
            response.setHeader("Idempotency-Replayed", "true");
        }
        if (respondAsync) {
            response.setHeader("Preference-Applied", "respond-async");
        }
        byte[] data = null;
        var id = outcome.id();
        if (id != null && outcome.kind() != null) {
            if (outcome.status() == HttpServletResponse.SC_CREATED
                    && exchange.dialect().tellsLocation()) {
                response.setHeader("Location", exchange.path() + "/" + id);
            }
            var shown = respondAsync
                    ? null
                    : readBack.read(
                            exchange.dialect().name(),
                            outcome.kind(),
                            exchange.tenant().id(),
                            id,
                            position,
                            written.version());
            if (shown == null) {
                response.setHeader("Fasti-Read-Back", "pending");
                data = json.bytes(Map.of("id", id));
            } else {
                response.setHeader("ETag", ETags.of(shown.version(), shown.data()));
                data = shown.data();
            }
        } else if (!respondAsync && !reached(position)) {
            response.setHeader("Fasti-Read-Back", "pending");
        }
        exchange.answering();
        send(response, exchange.dialect().written(outcome, with(data, outcome.once())));
    }

    /** What is deleted or only acknowledged must not be read as it was before, either. */
    private boolean reached(long position) {
        try {
            return positions.await(position, PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void refused(
            HttpServletRequest request, HttpServletResponse response, Exchange exchange, Rejection rejection) {
        if (rejection.code().kind() == ErrorKind.UNAUTHENTICATED) {
            response.setHeader(
                    "WWW-Authenticate",
                    rejection.code() == ErrorCode.CREDENTIAL_MISSING
                            ? "Bearer realm=\"fasti\""
                            : "Bearer realm=\"fasti\", error=\"invalid_token\"");
        }
        if (rejection.code() == ErrorCode.SCOPE_MISSING) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"fasti\", error=\"insufficient_scope\"");
        }
        if (rejection.code().kind() == ErrorKind.UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        if (rejection.code() == ErrorCode.RATE_LIMITED && exchange.retryAfter() > 0) {
            response.setHeader("Retry-After", Long.toString(exchange.retryAfter()));
        }
        exchange.answering();
        send(response, exchange.dialect().refused(rejection, request));
    }

    /** Answers what a fault comes to, and logs it once where somebody has to know. */
    public void failed(HttpServletResponse response, Exchange exchange, Fault fault, HttpServletRequest request) {
        switch (fault.rejection().code().kind()) {
            case INTERNAL ->
                LOG.error(
                        "{} {} failed, request {}",
                        request.getMethod(),
                        exchange.path(),
                        exchange.requestId(),
                        fault.cause());
            case UNAVAILABLE ->
                LOG.atLevel(fault.cause() instanceof Rejection ? Level.DEBUG : Level.WARN)
                        .log(
                                "{} {} could not be served, request {}: {}",
                                request.getMethod(),
                                exchange.path(),
                                exchange.requestId(),
                                fault.cause().getMessage());
            default -> LOG.debug("{} {} was refused: {}", request.getMethod(), exchange.path(), fault.rejection());
        }
        fault.headers().forEach(response::setHeader);
        response.resetBuffer();
        refused(request, response, exchange, fault.rejection());
    }

    /** The members of an answer that are said only once, behind those of its data. */
    private byte @Nullable [] with(byte @Nullable [] data, Map<String, Object> once) {
        if (once.isEmpty()) {
            return data;
        }
        var more = json.bytes(once);
        if (data == null || data.length <= 2) {
            return more;
        }
        var both = new byte[data.length + more.length - 1];
        System.arraycopy(data, 0, both, 0, data.length - 1);
        both[data.length - 1] = ',';
        System.arraycopy(more, 1, both, data.length, more.length - 1);
        return both;
    }

    private static void send(HttpServletResponse response, Answer answer) {
        response.setStatus(answer.status());
        if (answer.body().length > 0) {
            response.setContentType("application/json");
        }
        answer.headers().forEach(response::setHeader);
        if (answer.body().length == 0) {
            return;
        }
        response.setContentLength(answer.body().length);
        try {
            response.getOutputStream().write(answer.body());
        } catch (IOException e) {
            LOG.debug("The client is gone", e);
        }
    }
}

package io.fasti.http.idempotency;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.Call;
import io.fasti.http.Written;
import io.fasti.http.answer.Answers;
import io.fasti.http.answer.Preferences;
import io.fasti.http.gate.Exchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells repeats from first requests. */
@Component
public class Repeats {
    /** Scope of a key: nobody's key means anything to others. */
    private record Running(String tenantId, String caller, String key) {}

    private final IdempotencyKeys keys;
    private final Answers answers;
    private final ConcurrentMap<Running, String> running = new ConcurrentHashMap<>();

    Repeats(IdempotencyKeys keys, Answers answers) {
        this.keys = keys;
        this.answers = answers;
    }

    /**
     * The key of a header: a bare token or a quoted string.
     *
     * @throws Rejection IDEMPOTENCY_KEY_INVALID
     */
    public static String key(String header) {
        var text = header.trim();
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        var visible = text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"');
        if (text.isEmpty() || text.length() > 255 || !visible) {
            throw new Rejection(
                    ErrorCode.IDEMPOTENCY_KEY_INVALID, "idempotency-key", "has 1 to 255 visible characters");
        }
        return text;
    }

    /**
     * Begins a request; when it is a repeat, it is answered here.
     *
     * @return whether it was answered; if not, {@link #end} must follow
     * @throws Rejection IDEMPOTENCY_KEY_RUNNING or IDEMPOTENCY_KEY_REUSED
     */
    public boolean begin(HttpServletRequest request, HttpServletResponse response, Exchange exchange) {
        var idempotency = required(exchange);
        var other = running.putIfAbsent(running(exchange, idempotency), idempotency.requestHash());
        if (other != null) {
            throw new Rejection(
                    other.equals(idempotency.requestHash())
                            ? ErrorCode.IDEMPOTENCY_KEY_RUNNING
                            : ErrorCode.IDEMPOTENCY_KEY_REUSED);
        }
        boolean answered = true;
        try {
            answered = answered(request, response, exchange);
            return answered;
        } finally {
            if (answered) {
                end(exchange);
            }
        }
    }

    /** Ends a request that was begun. */
    public void end(Exchange exchange) {
        running.remove(running(exchange, required(exchange)));
    }

    /** Answers with what an earlier request had; false when there was none. */
    public boolean answered(HttpServletRequest request, HttpServletResponse response, Exchange exchange) {
        var idempotency = required(exchange);
        var earlier = keys.find(exchange.tenant().id(), exchange.caller().id(), idempotency.key());
        if (earlier == null) {
            return false;
        }
        if (!earlier.requestHash().equals(idempotency.requestHash())) {
            throw new Rejection(ErrorCode.IDEMPOTENCY_KEY_REUSED);
        }
        var written = new Written(earlier.outcome(), 0, -1, true);
        answers.written(response, exchange, written, Preferences.respondAsync(request));
        return true;
    }

    private static Running running(Exchange exchange, Call.Idempotency idempotency) {
        return new Running(exchange.tenant().id().value(), exchange.caller().id(), idempotency.key());
    }

    private static Call.Idempotency required(Exchange exchange) {
        Call.@Nullable Idempotency idempotency = exchange.idempotency();
        if (idempotency == null) {
            throw new IllegalStateException("The request has no Idempotency-Key.");
        }
        return idempotency;
    }
}

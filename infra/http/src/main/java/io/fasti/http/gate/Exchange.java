package io.fasti.http.gate;

import io.fasti.http.Call;
import io.fasti.http.Dialect;
import io.fasti.http.caller.Caller;
import io.fasti.http.tenant.Tenant;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/** What the gate has found out about one request. It travels with the request. */
public final class Exchange {
    private static final String ATTRIBUTE = Exchange.class.getName();

    private final Dialect dialect;
    private final String requestId;
    private final String path;
    private @Nullable Caller caller;
    private @Nullable Tenant tenant;
    private Call.@Nullable Idempotency idempotency;
    private boolean exhausted;
    private long retryAfter;
    private Runnable whenCommitted = () -> {};
    private Runnable whenAnswered = () -> {};

    Exchange(Dialect dialect, String requestId, String path) {
        this.dialect = dialect;
        this.requestId = requestId;
        this.path = path;
    }

    /** Of a request that came through the gate. */
    public static Exchange of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Exchange exchange) {
            return exchange;
        }
        throw new IllegalStateException("This request did not come through the gate.");
    }

    /** Whether the request came through the gate: those of the management port do not. */
    public static boolean isOf(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Exchange;
    }

    public Dialect dialect() {
        return dialect;
    }

    public String requestId() {
        return requestId;
    }

    /** As the client sent it, with {@code /t/{slug}}. */
    public String path() {
        return path;
    }

    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("Nobody calls at " + path);
        }
        return caller;
    }

    public Tenant tenant() {
        if (tenant == null) {
            throw new IllegalStateException("No tenant is called at " + path);
        }
        return tenant;
    }

    public Call.@Nullable Idempotency idempotency() {
        return idempotency;
    }

    /** Whether somebody is known to call: not so outside of the dialects. */
    public boolean identified() {
        return caller != null;
    }

    /** Seconds after which the caller may call again, or 0 when it may now. */
    public long retryAfter() {
        return exhausted ? retryAfter : 0;
    }

    void attach(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    void identified(Caller caller) {
        this.caller = caller;
    }

    void admitted(Tenant tenant) {
        this.tenant = tenant;
    }

    void exhausted(long seconds) {
        exhausted = true;
        retryAfter = seconds;
    }

    void whenCommitted(Runnable then) {
        whenCommitted = then;
    }

    /** The call's change is committed, and not answered yet. */
    public void committed() {
        whenCommitted.run();
    }

    void whenAnswered(Runnable then) {
        whenAnswered = then;
    }

    /** The outcome is certain: what is held for the call is let go, once, before the client can hear of it. */
    public void answering() {
        var then = whenAnswered;
        whenAnswered = () -> {};
        then.run();
    }

    void repeatable(Call.Idempotency idempotency) {
        this.idempotency = idempotency;
    }
}

package io.fasti.http.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.PasswordPolicy;
import io.fasti.eventstore.Tail;
import io.fasti.http.caller.ApiKeys;
import io.fasti.http.caller.Caller;
import io.fasti.http.tenant.Tenant;
import io.fasti.http.tenant.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells who calls from the credential of a request. What the tables say of a key is remembered until anything happens to
 * any key or tenant, and is not believed while the database has not been heard for a second: a revoked key counts from
 * its commit on.
 */
@Component
public class Credentials {
    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final Tenant OPERATOR =
            new Tenant(Caller.OPERATOR_TENANT, "operator", "Operator", false, PasswordPolicy.DEFAULT);

    /** Who calls, and the tenant of the credential. */
    record Identified(Caller caller, Tenant tenant) {}

    /** What was read at a time when nothing newer had been heard of. */
    private record Remembered(
            long age, ApiKeys.@Nullable Known key, @Nullable Identified identified) {}

    private final ApiKeys keys;
    private final Tenants tenants;
    private final Tail tail;
    private final AtomicLong age = new AtomicLong();
    private final Cache<String, Remembered> remembered =
            Caffeine.newBuilder().maximumSize(10_000).build();

    Credentials(ApiKeys keys, Tenants tenants, Tail tail) {
        this.keys = keys;
        this.tenants = tenants;
        this.tail = tail;
        tail.listen(commits -> {
            for (var heard : commits) {
                if (heard.aggregateType().equals("api_key")
                        || heard.aggregateType().equals("tenant")) {
                    forget();
                    return;
                }
            }
        });
    }

    /** Lets go of everything remembered: a key or a tenant has changed. */
    public void forget() {
        age.incrementAndGet();
    }

    /** @throws Rejection CREDENTIAL_MISSING, CREDENTIAL_KIND_UNKNOWN or CREDENTIAL_UNKNOWN */
    Identified identify(HttpServletRequest request) {
        var presented = presented(request);
        if (!wellFormed(presented)) {
            throw new Rejection(ErrorCode.CREDENTIAL_UNKNOWN);
        }
        var known = known(ApiKeys.hash(presented));
        if (known.key() == null || known.identified() == null || known.key().expired(Instant.now())) {
            throw new Rejection(ErrorCode.CREDENTIAL_UNKNOWN);
        }
        return known.identified();
    }

    private Remembered known(String hash) {
        var now = age.get();
        var before = remembered.getIfPresent(hash);
        if (before != null && before.age() == now && tail.silence().compareTo(SILENCE) <= 0) {
            return before;
        }
        var known = read(now, hash);
        remembered.put(hash, known);
        return known;
    }

    private Remembered read(long now, String hash) {
        var key = keys.byHash(hash);
        if (key == null) {
            return new Remembered(now, null, null);
        }
        var operator = key.tenantId().equals(Caller.OPERATOR_TENANT);
        var tenant = operator ? OPERATOR : tenants.byId(key.tenantId());
        if (tenant == null) {
            return new Remembered(now, key, null);
        }
        var type = operator ? "operator" : "api_key";
        var caller = new Caller(key.tenantId(), type, key.apiKeyId().value(), key.name(), key.scopes());
        return new Remembered(now, key, new Identified(caller, tenant));
    }

    private static String presented(HttpServletRequest request) {
        var authorization = request.getHeader("Authorization");
        if (authorization != null) {
            var space = authorization.indexOf(' ');
            if (space == 6 && authorization.regionMatches(true, 0, "Bearer", 0, 6)
                    || space == 6 && authorization.regionMatches(true, 0, "ApiKey", 0, 6)) {
                return authorization.substring(7).trim();
            }
            throw new Rejection(ErrorCode.CREDENTIAL_KIND_UNKNOWN);
        }
        var key = request.getHeader("X-API-Key");
        if (key == null) {
            throw new Rejection(ErrorCode.CREDENTIAL_MISSING);
        }
        return key.trim();
    }

    /** {@code sk_live_} or {@code lmk_}, and 24 to 128 of {@code [A-Za-z0-9_-]}. */
    private static boolean wellFormed(String key) {
        var prefix = key.startsWith("sk_live_") ? 8 : key.startsWith("lmk_") ? 4 : key.length();
        var length = key.length() - prefix;
        if (length < 24 || length > 128) {
            return false;
        }
        for (int i = prefix; i < key.length(); i++) {
            var c = key.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-')) {
                return false;
            }
        }
        return true;
    }
}

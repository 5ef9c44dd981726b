package io.fasti.http.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fasti.http.HttpProperties;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Counts the calls of each caller, reading and changing ones apart, in windows of a minute. */
@Component
public class RateLimits {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HttpProperties.RateLimit limit;
    private final Cache<String, Bucket> reading = buckets();
    private final Cache<String, Bucket> changing = buckets();
    private final Cache<String, Bucket> refused = buckets();

    RateLimits(HttpProperties properties) {
        limit = properties.rateLimit();
    }

    /** Counts a call of a caller; the seconds after which it may call again, or 0 when it may now. */
    public long call(String callerId, boolean change, HttpServletResponse response) {
        return change
                ? count(changing, callerId, limit.writesPerMinute(), response)
                : count(reading, callerId, limit.readsPerMinute(), response);
    }

    /** Counts a call without a valid credential; the seconds to wait, or 0. */
    public long refusal(String address, HttpServletResponse response) {
        return count(refused, address, limit.refusalsPerMinute(), response);
    }

    private static long count(Cache<String, Bucket> buckets, String key, long most, HttpServletResponse response) {
        var bucket = buckets.getIfPresent(key);
        if (bucket == null) {
            bucket = buckets.get(key, _ -> bucket(most));
        }
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        response.setHeader("X-RateLimit-Limit", Long.toString(most));
        response.setHeader("X-RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
        response.setHeader("X-RateLimit-Reset", Long.toString(reset(probe)));
        return probe.isConsumed() ? 0 : Math.max(1, Math.ceilDiv(probe.getNanosToWaitForRefill(), NANOS));
    }

    private static long reset(ConsumptionProbe probe) {
        return System.currentTimeMillis() / 1000 + Math.ceilDiv(probe.getNanosToWaitForReset(), NANOS);
    }

    private static Bucket bucket(long most) {
        var perMinute = Bandwidth.builder()
                .capacity(most)
                .refillIntervally(most, Duration.ofMinutes(1))
                .build();
        return Bucket.builder().addLimit(perMinute).build();
    }

    private static Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(20_000)
                .expireAfterAccess(Duration.ofMinutes(2))
                .build();
    }
}

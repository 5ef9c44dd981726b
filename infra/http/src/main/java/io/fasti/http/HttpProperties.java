package io.fasti.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The HTTP edge.
 *
 * @param rateLimit how often a caller may call
 * @param readBackUrl where the query service answers for what this process has written
 *     ({@code http://query-service:8080}); not needed where both services are one process
 * @param defaultTenant the slug of the tenant that paths without one mean, in dialects that have such paths; without it
 *     they mean the credential's own
 */
@ConfigurationProperties("fasti.http")
public record HttpProperties(
        @DefaultValue RateLimit rateLimit,
        @Nullable URI readBackUrl,
        @Nullable String defaultTenant) {
    /**
     * @param readsPerMinute reading calls of a key
     * @param writesPerMinute changing calls of a key
     * @param refusalsPerMinute calls without a valid credential from one address
     */
    public record RateLimit(
            @DefaultValue("1000") long readsPerMinute,
            @DefaultValue("100") long writesPerMinute,
            @DefaultValue("100") long refusalsPerMinute) {}
}

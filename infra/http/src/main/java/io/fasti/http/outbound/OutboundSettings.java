package io.fasti.http.outbound;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests go out.
 *
 * @param allowPrivateTargets whether they may go to private addresses, by http and on any port: for development only
 * @param timeout how long one request may take in all, from the connection to the end of the answer
 */
@ConfigurationProperties("fasti.webhook")
public record OutboundSettings(
        @DefaultValue("false") boolean allowPrivateTargets,
        @DefaultValue("20s") Duration timeout) {}

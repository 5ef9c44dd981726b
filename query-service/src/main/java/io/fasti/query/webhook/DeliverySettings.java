package io.fasti.query.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How deliveries are worked off.
 *
 * @param retries the pauses after failed attempts; after the last attempt the delivery is dead-lettered
 * @param parallel how many requests to one address run at the same time
 * @param addresses how many addresses are sent to at the same time
 * @param turn for how long one address is sent to before others get their turn
 */
@ConfigurationProperties("fasti.webhook")
public record DeliverySettings(
        @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        List<Duration> retries,

        @DefaultValue("4") int parallel,
        @DefaultValue("100") int addresses,
        @DefaultValue("20s") Duration turn) {
    public DeliverySettings {
        retries = List.copyOf(retries);
    }
}

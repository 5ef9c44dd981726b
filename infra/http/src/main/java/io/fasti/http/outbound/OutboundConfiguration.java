package io.fasti.http.outbound;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One guard and one client for the process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboundSettings.class)
public class OutboundConfiguration {
    @Bean
    TargetGuard targetGuard(OutboundSettings settings) {
        return new TargetGuard(settings.allowPrivateTargets());
    }

    @Bean
    OutboundClient outboundClient(TargetGuard guard, OutboundSettings settings) {
        return new OutboundClient(guard, settings.timeout());
    }
}

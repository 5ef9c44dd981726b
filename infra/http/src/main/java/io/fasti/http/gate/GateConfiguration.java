package io.fasti.http.gate;

import io.fasti.http.Dialects;
import io.fasti.http.HttpProperties;
import io.fasti.http.answer.Answers;
import io.fasti.http.error.Faults;
import io.fasti.http.limit.RateLimits;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class GateConfiguration {
    /** Behind what observes requests, before all else. */
    @Bean
    FilterRegistrationBean<Gate> gate(
            Dialects dialects,
            Credentials credentials,
            RateLimits limits,
            Answers answers,
            Faults faults,
            HttpProperties properties) {
        var registration = new FilterRegistrationBean<>(
                new Gate(dialects, credentials, limits, answers, faults, properties.defaultTenant()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    /** Errors are answered by the gate or by our valve: there are no error pages to go to. */
    @Bean
    @Order
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverRefusals(Dialects dialects) {
        return factory -> factory.addContextCustomizers(context -> {
            for (var page : context.findErrorPages()) {
                context.removeErrorPage(page);
            }
            var host = (StandardHost) context.getParent();
            host.setErrorReportValveClass(ServerRefusals.class.getName());
            host.getPipeline().addValve(new ServerRefusals(dialects));
        });
    }
}

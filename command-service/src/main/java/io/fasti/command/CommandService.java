package io.fasti.command;

import io.fasti.eventstore.EventStoreConfiguration;
import io.fasti.eventstore.Schema;
import io.fasti.http.HttpConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/** The command service: on its own, or one half of the standalone. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import({EventStoreConfiguration.class, HttpConfiguration.class})
public class CommandService {
    @Bean
    Schema commandSchema() {
        return new Schema("command", "classpath:db/command");
    }

    public static void main(String[] arguments) {
        SpringApplication.run(CommandService.class, arguments);
    }
}

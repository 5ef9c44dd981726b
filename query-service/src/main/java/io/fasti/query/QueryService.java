package io.fasti.query;

import io.fasti.eventstore.EventStoreConfiguration;
import io.fasti.eventstore.archive.ArchiveConfiguration;
import io.fasti.http.HttpConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/** The reading half: started here as a process of its own, or imported where both halves share one. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({EventStoreConfiguration.class, ArchiveConfiguration.class, HttpConfiguration.class})
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class QueryService {
    public static void main(String[] arguments) {
        SpringApplication.run(QueryService.class, arguments);
    }
}

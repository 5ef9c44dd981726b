package io.fasti.http;

import io.fasti.eventstore.Schema;
import io.fasti.http.answer.CallArgument;
import io.fasti.http.answer.ListArguments;
import io.fasti.http.answer.MomentArgument;
import io.fasti.http.gate.Guard;
import io.fasti.http.json.HttpJson;
import io.fasti.http.json.StrictBody;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Brings the whole HTTP edge into a service. Spring Boot's web support must be there; its defaults are set here. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class HttpConfiguration implements WebMvcConfigurer {
    private final ObjectProvider<Guard> guard;
    private final HttpJson json;
    private final ObjectProvider<HandlerMethodArgumentResolver> ofDialects;

    HttpConfiguration(
            ObjectProvider<Guard> guard, HttpJson json, ObjectProvider<HandlerMethodArgumentResolver> ofDialects) {
        this.guard = guard;
        this.json = json;
        this.ofDialects = ofDialects;
    }

    @Bean
    static Schema httpSchema() {
        return new Schema("http", "classpath:db/http");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallArgument());
        resolvers.add(new ListArguments());
        resolvers.add(new MomentArgument());
        ofDialects.forEach(resolvers::add);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(guard.getObject());
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.withJsonConverter(new StrictBody(json));
    }
}

package io.fasti.query.past;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets whoever reads through {@link JdbcClient} read the past. */
@Configuration(proxyBeanMethods = false)
class PastConfiguration {
    @Bean
    JdbcClient jdbcClient(NamedParameterJdbcTemplate template) {
        return new PastStatements(JdbcClient.create(template));
    }
}

package io.fasti.query.stream;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables of this module in an empty database. */
public final class QuerySchema {
    private QuerySchema() {}

    public static void create(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("query")
                .defaultSchema("query")
                .table("migration")
                .locations("classpath:db/query")
                .load()
                .migrate();
    }
}

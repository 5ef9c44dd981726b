package io.fasti.query.stream;

import io.fasti.eventstore.Schema;
import io.fasti.eventstore.Schemas;
import javax.sql.DataSource;

/** The tables of this module in an empty database. */
public final class QuerySchema {
    private static final Schema SCHEMA = new Schema("query", "classpath:db/query");

    private QuerySchema() {}

    public static void create(DataSource dataSource) {
        Schemas.migrate(dataSource, SCHEMA);
    }
}

package io.fasti.eventstore;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * All schemas, migrated before anything touches their tables: who does so while the context is being built takes this bean.
 * Each has its own history table {@code migration}. Several processes may start at once: they take turns.
 */
public final class Schemas {
    private static final long LOCK = 0x6661737469_01L;

    private final List<Schema> schemas;

    Schemas(DataSource dataSource, List<Schema> schemas) {
        this.schemas = List.copyOf(schemas);
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            try {
                this.schemas.forEach(schema -> migrate(dataSource, schema));
            } finally {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be reached to migrate its schemas", e);
        }
    }

    /** Brings schemas up to date outside a Spring context, for tests and tools. */
    public static Schemas migrate(DataSource dataSource, Schema... schemas) {
        return new Schemas(dataSource, List.of(schemas));
    }

    public List<Schema> all() {
        return schemas;
    }

    private static void migrate(DataSource dataSource, Schema schema) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema.name())
                .defaultSchema(schema.name())
                .table("migration")
                .locations(schema.location())
                .placeholderReplacement(false)
                .load()
                .migrate();
    }
}

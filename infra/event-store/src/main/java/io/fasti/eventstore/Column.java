package io.fasti.eventstore;

/** A column of a table that row operations write. */
public record Column(String name, Type type) {
    /** The types that rows are made of, with the Java type of their values. */
    public enum Type {
        /** {@link String} */
        TEXT("text"),
        /** {@link Long} or {@link Integer} */
        BIGINT("bigint"),
        /** {@link Boolean} */
        BOOLEAN("boolean"),
        /** {@link java.time.Instant} */
        TIMESTAMP("timestamptz"),
        /** {@link String} that holds JSON */
        JSON("jsonb"),
        /** {@code byte[]} */
        BYTES("bytea");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }
    }
}

package io.fasti.query.past;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the tables, or the past where one is bound to the thread. */
record PastStatements(JdbcClient jdbc) implements JdbcClient {
    @Override
    public StatementSpec sql(String sql) {
        var past = Past.current();
        return past == null ? jdbc.sql(sql) : past.statement(jdbc, sql);
    }
}

package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Opens connections of one's own, outside the pool, for what holds one for as long as the process runs. */
record Connections(String url, String user, String password) {
    /**
     * A connection without autocommit whose statements are made of arrays: planned once for any number of rows, by index.
     *
     * @param patience for how long a statement may run
     */
    Connection forBatches(String name, Duration patience) throws SQLException {
        var connection = open(name, patience);
        try (var statement = connection.createStatement()) {
            statement.execute("set statement_timeout = " + patience.toMillis()
                    + "; set idle_in_transaction_session_timeout = " + patience.toMillis()
                    + "; set plan_cache_mode = force_generic_plan; set jit = off; set enable_seqscan = off"
                    + "; set enable_hashjoin = off; set enable_mergejoin = off");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection with autocommit. */
    Connection open(String name, Duration patience) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "fasti " + name);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "4");
        properties.setProperty("socketTimeout", String.valueOf(patience.toSeconds() + 5));
        properties.setProperty("tcpKeepAlive", "true");
        // The detail of an error is the row that it is about.
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty("preparedStatementCacheQueries", "512");
        properties.setProperty("preparedStatementCacheSizeMiB", "32");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        return "Connections[" + user + "]";
    }
}

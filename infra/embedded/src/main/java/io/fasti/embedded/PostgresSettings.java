package io.fasti.embedded;

/**
 * What {@code fasti.conf} says; everything else is PostgreSQL's default. Errors are logged without their details: the detail
 * is the row that an error is about, and rows may be about people.
 */
final class PostgresSettings {

    private PostgresSettings() {}

    static String of(Storage storage, int port) {
        return COMMON.formatted(port)
                + switch (storage) {
                    case DURABLE -> DURABLE;
                    case DISPOSABLE -> DISPOSABLE;
                };
    }

    private static final String COMMON = """
            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            password_encryption = 'scram-sha-256'
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            log_checkpoints = off
            log_error_verbosity = terse
            jit = off
            """;

    private static final String DURABLE = """
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            max_connections = 150
            shared_buffers = '256MB'
            max_wal_size = '2GB'
            """;

    private static final String DISPOSABLE = """
            fsync = off
            synchronous_commit = off
            full_page_writes = off
            wal_level = minimal
            max_wal_senders = 0
            max_connections = 200
            shared_buffers = '64MB'
            """;
}

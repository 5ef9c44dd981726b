package io.fasti.eventstore;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes rows in bulk into a table that nobody else sees yet. */
final class RowCopy {
    private static final int PART = 1 << 16;
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    private RowCopy() {}

    /**
     * @param into a table with the columns of {@code table}, made or emptied in this transaction, so that its rows need not
     *     be frozen later
     */
    static long write(Connection connection, Table table, String into, Iterable<@Nullable Object[]> rows)
            throws SQLException {
        var columns = table.all().stream().map(Column::name).collect(Collectors.joining(", "));
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + into + " (" + columns + ") from stdin (format binary, freeze)");
        try {
            write(copy, table.all().stream().map(Column::type).toArray(Column.Type[]::new), rows);
            return copy.endCopy();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void write(CopyIn copy, Column.Type[] types, Iterable<@Nullable Object[]> rows)
            throws IOException, SQLException {
        var buffer = new ByteArrayOutputStream(2 * PART);
        var output = new DataOutputStream(buffer);
        output.write(SIGNATURE);
        output.writeInt(0);
        output.writeInt(0);
        for (var row : rows) {
            output.writeShort(types.length);
            for (int i = 0; i < types.length; i++) {
                write(output, types[i], row[i]);
            }
            if (buffer.size() >= PART) {
                send(copy, buffer);
            }
        }
        output.writeShort(-1);
        send(copy, buffer);
    }

    private static void send(CopyIn copy, ByteArrayOutputStream buffer) throws SQLException {
        var bytes = buffer.toByteArray();
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.reset();
    }

    private static void write(DataOutputStream output, Column.Type type, @Nullable Object value) throws IOException {
        if (value == null) {
            output.writeInt(-1);
            return;
        }
        switch (type) {
            case TEXT -> bytes(output, value.toString().getBytes(StandardCharsets.UTF_8));
            case BYTES -> bytes(output, (byte[]) value);
            case JSON -> {
                var json = value.toString().getBytes(StandardCharsets.UTF_8);
                output.writeInt(json.length + 1);
                output.writeByte(1);
                output.write(json);
            }
            case BIGINT -> {
                output.writeInt(Long.BYTES);
                output.writeLong(((Number) value).longValue());
            }
            case TIMESTAMP -> {
                output.writeInt(Long.BYTES);
                output.writeLong(PostgresTime.micros(value));
            }
            case BOOLEAN -> {
                output.writeInt(1);
                output.writeBoolean((Boolean) value);
            }
        }
    }

    private static void bytes(DataOutputStream output, byte[] bytes) throws IOException {
        output.writeInt(bytes.length);
        output.write(bytes);
    }
}

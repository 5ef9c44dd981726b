package io.fasti.query.past;

import io.fasti.eventstore.Column;
import io.fasti.eventstore.EventJson;
import io.fasti.eventstore.Fold;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tables of the read models as they were at a moment, as far as one resource is concerned. While it is bound to the
 * thread, statements read these rows instead of the tables; tables that no read model fills are empty.
 */
final class Past {
    private static final ScopedValue<Past> CURRENT = ScopedValue.newInstance();
    private static final Pattern TABLE = Pattern.compile("\\b(from|join)(\\s+)query\\.\"?(\\w+)\"?");
    private static final Pattern CLOCK = Pattern.compile("\\bnow\\(\\)");

    private final Map<String, Table> tables;
    private final Fold fold;
    private final Instant at;

    /** @param tables by their names without schema */
    Past(Map<String, Table> tables, Fold fold, Instant at) {
        this.tables = tables;
        this.fold = fold;
        this.at = at;
    }

    static @Nullable Past current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** What reads give while this is the past that they read. */
    <T extends @Nullable Object> T show(ScopedValue.CallableOp<T, RuntimeException> reads) {
        return ScopedValue.where(CURRENT, this).call(reads);
    }

    /** The same statement over the rows of then. */
    JdbcClient.StatementSpec statement(JdbcClient jdbc, String sql) {
        var parameters = new HashMap<String, Object>();
        var read = TABLE.matcher(sql).replaceAll(found -> {
            var name = found.group(3);
            var table = tables.get(name);
            var rows = "null::query." + name;
            if (table == null) {
                return "$1$2(select * from query." + name + " where false)";
            }
            parameters.computeIfAbsent("past_" + name, _ -> json(table));
            return "$1$2(select * from jsonb_populate_recordset(" + rows + ", cast(:past_" + name + " as jsonb)))";
        });
        if (CLOCK.matcher(read).find()) {
            read = CLOCK.matcher(read).replaceAll("cast(:past_now as timestamptz)");
            parameters.put("past_now", at.atOffset(ZoneOffset.UTC));
        }
        var statement = jdbc.sql(read);
        parameters.forEach(statement::param);
        return statement;
    }

    private String json(Table table) {
        var mapper = EventJson.mapper();
        var rows = mapper.createArrayNode();
        for (var row : fold.rows(table)) {
            rows.add(json(table, row));
        }
        return mapper.writeValueAsString(rows);
    }

    private static ObjectNode json(Table table, Row row) {
        var mapper = EventJson.mapper();
        var json = mapper.createObjectNode();
        for (var column : table.all()) {
            var value = row.get(column.name());
            if (value instanceof String text && column.type() == Column.Type.JSON) {
                json.set(column.name(), mapper.readTree(text));
            } else if (value != null) {
                json.set(column.name(), mapper.valueToTree(value));
            }
        }
        return json;
    }
}

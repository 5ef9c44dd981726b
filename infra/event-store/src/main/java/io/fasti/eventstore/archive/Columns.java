package io.fasti.eventstore.archive;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Many rows as parameters of one statement: an array for each column, with one element per row, one parameter after the
 * other. The statement unnests them, and casts what is neither text nor bigint.
 */
final class Columns<T> {
    private final PreparedStatement statement;
    private final List<T> rows;
    private int next;

    /** @param first the number of the first parameter that is an array */
    Columns(PreparedStatement statement, int first, List<T> rows) {
        this.statement = statement;
        this.next = first;
        this.rows = rows;
    }

    Columns<T> texts(Function<T, String> value) throws SQLException {
        return array("text", rows.stream().map(value).toArray());
    }

    Columns<T> numbers(ToLongFunction<T> value) throws SQLException {
        return array("int8", rows.stream().mapToLong(value).boxed().toArray());
    }

    private Columns<T> array(String type, Object[] values) throws SQLException {
        statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
        return this;
    }
}

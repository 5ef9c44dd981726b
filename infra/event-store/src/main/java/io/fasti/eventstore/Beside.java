package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A read model whose rows go to the tables that are made beside its own. */
final class Beside<E extends IdentityEvent> implements ReadModel<E> {
    private final ReadModel<E> model;
    private final Map<String, Table> tables = new HashMap<>();

    Beside(ReadModel<E> model) {
        this.model = model;
        model.tables()
                .forEach(table ->
                        tables.put(table.name(), new Table(NextTables.beside(table), table.key(), table.columns())));
    }

    /** Where the position and the dead letters of the model's next rows are kept. */
    static String nameOf(String model) {
        return model + "~next";
    }

    @Override
    public String name() {
        return nameOf(model.name());
    }

    @Override
    public int version() {
        return model.version();
    }

    @Override
    public Class<E> events() {
        return model.events();
    }

    @Override
    public List<Table> tables() {
        return List.copyOf(tables.values());
    }

    @Override
    public List<RowOperation> project(Recorded<? extends E> recorded) {
        return model.project(recorded).stream().map(this::moved).toList();
    }

    private RowOperation moved(RowOperation operation) {
        var table = tables.get(operation.table().name());
        if (table == null) {
            throw new IllegalArgumentException(
                    operation.table().name() + " is not among the tables of " + model.name());
        }
        return switch (operation) {
            case RowOperation.Insert insert -> new RowOperation.Insert(table, insert.row(), insert.taken());
            case RowOperation.Upsert upsert -> new RowOperation.Upsert(table, upsert.row());
            case RowOperation.Update update -> new RowOperation.Update(table, update.key(), update.values());
            case RowOperation.Delete delete -> new RowOperation.Delete(table, delete.key());
            case RowOperation.Increment increment ->
                new RowOperation.Increment(table, increment.key(), increment.column(), increment.by());
            case RowOperation.Require require -> new RowOperation.Require(table, require.key(), require.missing());
        };
    }
}

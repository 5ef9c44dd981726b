package io.fasti.eventstore;

import io.fasti.eventstore.RebuildLedger.Entry;
import io.fasti.eventstore.RebuildLedger.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Works on rebuilds, one at a time over all processes: those that operators ask for, and those of read models that this
 * release brings in a newer version than the store remembers. One that was interrupted is taken up again.
 */
final class Rebuilds extends Background {
    private static final int MOST_ATTEMPTS = 20;
    private static final String OF_RELEASE = "release";

    private final Map<String, ReadModel<?>> models = new LinkedHashMap<>();
    private final Rebuild.Setting setting;
    private final Set<String> asked = new HashSet<>();

    Rebuilds(DataSource dataSource, Opener opener, List<ReadModel<?>> models, EventStoreProperties.Store properties) {
        super(dataSource, "rebuild", properties.poll());
        models.forEach(model -> this.models.put(model.name(), model));
        this.setting = new Rebuild.Setting(
                dataSource,
                opener,
                properties.page(),
                properties.rebuildMemory().toBytes(),
                properties.poll().toMillis(),
                this::isStopped);
    }

    @Override
    protected boolean isAble() {
        return !models.isEmpty();
    }

    @Override
    protected void work(Connection connection) throws SQLException, InterruptedException {
        askForOlder(connection);
        if (RebuildLedger.open(connection, models.values()).isEmpty()) {
            return;
        }
        inOffice(connection, () -> {
            for (var entry : RebuildLedger.open(connection, models.values())) {
                var taken = RebuildLedger.takeUp(connection, entry, holder());
                if (taken.isPresent()) {
                    work(connection, taken.get());
                }
            }
        });
    }

    private void work(Connection office, Entry entry) throws SQLException, InterruptedException {
        var model = models.get(entry.name());
        if (model == null) {
            return;
        }
        if (entry.attempt() > MOST_ATTEMPTS) {
            RebuildLedger.end(office, entry, Phase.FAILED, "it was interrupted " + MOST_ATTEMPTS + " times");
            return;
        }
        Application.remember(office, models.values());
        new Rebuild(setting, model, entry, office).run();
    }

    /** Asks once in the life of this process, so that one that fails is not tried for ever. */
    private void askForOlder(Connection connection) throws SQLException {
        for (var name : RebuildLedger.older(connection, models.values())) {
            var model = models.get(name);
            if (model != null && asked.add(name)) {
                RebuildLedger.request(
                        connection, model, true, OF_RELEASE, "the release brings version " + model.version());
            }
        }
    }
}

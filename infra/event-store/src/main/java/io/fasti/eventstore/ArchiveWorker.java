package io.fasti.eventstore;

import io.fasti.eventstore.ArchiveLedger.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Works on archives whose folder is here, one at a time over all processes. One that was interrupted is taken up again. */
final class ArchiveWorker extends Background {
    private final ArchiveProperties properties;
    private final ArchiveWork.Setting setting;
    private final boolean knows;

    ArchiveWorker(
            DataSource dataSource,
            Opener opener,
            List<ReadModel<?>> models,
            List<StoreReader> readers,
            ArchiveProperties properties,
            Duration poll) {
        super(dataSource, "archive", poll);
        this.properties = properties;
        this.knows = !models.isEmpty();
        this.setting = new ArchiveWork.Setting(
                dataSource,
                new LeavesNothing(opener, models),
                new ArchiveGate(readers),
                properties.eventsPerFile(),
                poll.toMillis(),
                this::isStopped);
    }

    @Override
    boolean isAble() {
        return knows && properties.folder() != null;
    }

    @Override
    void work(Connection connection) throws SQLException, InterruptedException {
        var here = ArchiveLedger.open(connection).stream()
                .filter(entry -> folder(entry).isThere())
                .toList();
        if (here.isEmpty()) {
            return;
        }
        inOffice(connection, () -> {
            for (var entry : here) {
                var taken = ArchiveLedger.takeUp(connection, entry, holder());
                if (taken.isPresent()) {
                    new ArchiveWork(setting, taken.get(), folder(taken.get())).run();
                }
            }
        });
    }

    private ArchiveFolder folder(Entry entry) {
        var root = properties.folder();
        if (root == null) {
            throw new IllegalStateException("There is no folder for archives");
        }
        return new ArchiveFolder(root.toAbsolutePath().normalize().resolve(entry.name()));
    }
}

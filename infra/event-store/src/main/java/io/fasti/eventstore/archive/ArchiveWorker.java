package io.fasti.eventstore.archive;

import io.fasti.eventstore.Background;
import io.fasti.eventstore.LeavesNothing;
import io.fasti.eventstore.ReadersGate;
import io.fasti.eventstore.archive.ArchiveLedger.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Works on archives whose folder is here, one at a time over all processes. One that was interrupted is taken up again. */
final class ArchiveWorker extends Background {
    private final ArchiveProperties properties;
    private final ArchiveWork.Setting setting;

    ArchiveWorker(
            DataSource dataSource,
            LeavesNothing leavesNothing,
            ReadersGate gate,
            ArchiveProperties properties,
            Duration poll) {
        super(dataSource, "archive", poll);
        this.properties = properties;
        this.setting = new ArchiveWork.Setting(
                dataSource, leavesNothing, gate, properties.eventsPerFile(), poll.toMillis(), this::isStopped);
    }

    @Override
    protected boolean isAble() {
        return setting.leavesNothing().canTell() && properties.folder() != null;
    }

    @Override
    protected void work(Connection connection) throws SQLException, InterruptedException {
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

package io.fasti.eventstore;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What kind of fault PostgreSQL has answered with, by its SQLSTATE (PostgreSQL documentation, appendix A). */
final class Faults {
    private Faults() {}

    /** Whether the data of the statement are to blame, so that it would fail again: classes 22, 23 and 21. */
    static boolean isOfTheData(SQLException fault) {
        var state = state(fault);
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("21");
    }

    static String state(@Nullable SQLException fault) {
        return fault == null || fault.getSQLState() == null ? "" : fault.getSQLState();
    }
}

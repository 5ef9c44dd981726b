package io.fasti.eventstore;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What kind of fault PostgreSQL has answered with, by its SQLSTATE (PostgreSQL documentation, appendix A). */
final class Faults {
    private static final Set<String> OF_THE_DATA = Set.of("21", "22", "23", "42", "54");

    /** What {@code event_store.require} raises. */
    private static final String REQUIREMENT = "FA001";

    private Faults() {}

    /**
     * Whether the statement or its data are to blame, so that it would fail again: classes 21 to 23, 42 (such as a column that
     * is not there; a missing privilege is not among them) and 54 (such as a text too long for an index).
     */
    static boolean isOfTheData(SQLException fault) {
        var state = state(fault);
        return OF_THE_DATA.contains(state.substring(0, Math.min(2, state.length()))) && !state.equals("42501");
    }

    /** Whether what the transaction requires is not so any more: somebody else has moved or changed it. */
    static boolean isSuperseded(SQLException fault) {
        return state(fault).equals(REQUIREMENT);
    }

    static String state(@Nullable SQLException fault) {
        return fault == null || fault.getSQLState() == null ? "" : fault.getSQLState();
    }
}

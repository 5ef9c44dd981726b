package io.fasti.eventstore;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What kind of fault PostgreSQL has answered with, by its SQLSTATE (PostgreSQL documentation, appendix A). */
final class Faults {
    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04");
    private static final Set<String> NOT_NOW = Set.of("57014", "55P03", "25006", "40001", "40P01", "58030", "XX000");
    private static final Set<String> OF_THE_DATA = Set.of("21", "22", "23", "42", "54");

    /** What {@code event_store.require} raises. */
    private static final String REQUIREMENT = "FA001";

    private Faults() {}

    /** Whether the connection broke, so that nobody was told how the transaction ended. */
    static boolean isOfTheConnection(SQLException fault) {
        var state = state(fault);
        return state.isEmpty() || state.startsWith("08") || GONE.contains(state) || hasBroken(fault);
    }

    /** Whether the database could not do it then, whatever it was: no room, no time, no writing. */
    static boolean isOfTheMoment(SQLException fault) {
        return state(fault).startsWith("53") || NOT_NOW.contains(state(fault));
    }

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

    private static boolean hasBroken(@Nullable Throwable fault) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}

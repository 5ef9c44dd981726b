package io.fasti.eventstore;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means for those who wait. */
enum Trouble {
    /** The connection broke: whether the transaction was committed must be looked up. */
    LOST,
    /** The database cannot do it now, whatever it was: disk full, too slow, shutting down, read-only. */
    AWAY,
    /** Somebody's rows: a claim taken, a row missing, a value that cannot be stored. */
    GUILTY;

    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04");
    private static final Set<String> NOT_NOW = Set.of("57014", "55P03", "25006", "40001", "40P01", "58030", "XX000");

    static Trouble of(SQLException e) {
        var state = e.getSQLState();
        if (state == null || state.startsWith("08") || GONE.contains(state) || hasBroken(e)) {
            return LOST;
        }
        return state.startsWith("53") || NOT_NOW.contains(state) ? AWAY : GUILTY;
    }

    static Rejection away() {
        return new Rejection(ErrorCode.UNAVAILABLE_NOW);
    }

    private static boolean hasBroken(@Nullable Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}

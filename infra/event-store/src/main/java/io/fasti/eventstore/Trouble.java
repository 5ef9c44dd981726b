package io.fasti.eventstore;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.sql.SQLException;

/**
 * What a failure of the database means for those who wait for a commit, or for work that can be taken up again; by what it
 * is told, {@link Faults} knows.
 */
public enum Trouble {
    /** The connection broke: whether the transaction was committed must be looked up. */
    LOST,
    /** The database cannot do it now, whatever it was: disk full, too slow, shutting down, read-only. */
    AWAY,
    /** Somebody's rows: a claim taken, a row missing, a value that cannot be stored. Or nobody knows: then it is found out. */
    GUILTY;

    /** What it means; {@link #GUILTY} unless it is known to be of the connection or of the moment. */
    public static Trouble of(SQLException e) {
        if (Faults.isOfTheConnection(e)) {
            return LOST;
        }
        return Faults.isOfTheMoment(e) ? AWAY : GUILTY;
    }

    static Rejection away() {
        return new Rejection(ErrorCode.UNAVAILABLE_NOW);
    }
}

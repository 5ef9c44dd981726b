package io.fasti.torture;

import java.sql.SQLException;

/** Looks at every event in the order of positions, and then at what should have become of them. */
interface Check {
    default void take(Event event) {}

    void finish() throws SQLException;
}

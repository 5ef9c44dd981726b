package io.fasti.query.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row of a list of things that belong to another: the roles of a group, the groups of a user. */
public record Summary(
        String id, String slug, String name, @Nullable String description) {
    public static Summary of(ResultSet row, String idColumn) throws SQLException {
        return new Summary(
                row.getString(idColumn), row.getString("slug"), row.getString("name"), row.getString("description"));
    }
}

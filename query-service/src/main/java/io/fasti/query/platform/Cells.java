package io.fasti.query.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Reads the cells of a row whose types JDBC does not have: instants and JSON. */
public final class Cells {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final JavaType REFERENCES = listOf(Reference.class);
    private static final JavaType TEXTS = listOf(String.class);

    private Cells() {}

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    public static List<Reference> references(ResultSet row, String column) throws SQLException {
        return list(row, column, REFERENCES);
    }

    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return list(row, column, TEXTS);
    }

    /** A JSON array of what {@link #listOf} described; none is as good as an empty one. */
    public static <T> List<T> list(ResultSet row, String column, JavaType listType) throws SQLException {
        var json = row.getString(column);
        return json == null || json.equals("[]") ? List.of() : JSON.readValue(json, listType);
    }

    /** A JSON object; none where there is none. */
    public static <T> @Nullable T object(ResultSet row, String column, Class<T> type) throws SQLException {
        var json = row.getString(column);
        return json == null ? null : JSON.readValue(json, type);
    }

    /** What {@link #list} needs to know of the elements; keep it in a constant. */
    public static JavaType listOf(Class<?> element) {
        return JSON.getTypeFactory().constructCollectionType(List.class, element);
    }

    /** A value as the text of a JSON column. */
    public static String json(@Nullable Object value) {
        return JSON.writeValueAsString(value);
    }
}

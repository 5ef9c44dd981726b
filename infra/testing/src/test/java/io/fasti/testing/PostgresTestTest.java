package io.fasti.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@PostgresTest
class PostgresTestTest {

    private final Database database;

    PostgresTestTest(Database database) {
        this.database = database;
    }

    @Test
    void the_whole_class_has_one_database(DataSource source) throws SQLException {
        assertThat(currentDatabase(source)).isEqualTo(currentDatabase(database.dataSource()));
    }

    @Test
    void another_database_is_another_one_and_can_be_dropped() throws SQLException {
        Database other = Postgres.database();
        try (Connection inUse = other.dataSource().getConnection()) {
            assertThat(other.url()).isNotEqualTo(database.url());
            Postgres.drop(other);
            assertThat(inUse.isValid(1)).isFalse();
        }
    }

    @Nested
    class Inside {

        @Test
        void a_nested_class_has_that_of_the_outer_one(Database inner) {
            assertThat(inner).isEqualTo(database);
        }
    }

    private static String currentDatabase(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select current_database()")) {
            answer.next();
            return answer.getString(1);
        }
    }
}

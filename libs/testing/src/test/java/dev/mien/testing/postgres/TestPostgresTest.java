package dev.mien.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
    @Test
    void eachDatabaseIsFresh() throws SQLException {
        var first = TestPostgres.freshDatabase();
        try (var connection = first.connect();
                var statement = connection.createStatement()) {
            statement.execute("create table t (id int)");
        }

        var second = TestPostgres.freshDatabase();

        try (var connection = second.connect();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery("select to_regclass('t') is null, current_setting('server_version')")) {
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
            assertThat(row.getString(2)).startsWith("18.");
        }
        first.drop();
        second.drop();
    }

    // Fails when Database no longer revokes CONNECT from public.
    @Test
    void aRoleCannotConnectToAnotherDatabase() {
        var mine = TestPostgres.freshDatabase();
        var theirs = TestPostgres.freshDatabase();

        assertThatThrownBy(() -> DriverManager.getConnection(
                                theirs.url(),
                                mine.database().name(),
                                mine.database().password())
                        .close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for database");

        mine.drop();
        theirs.drop();
    }
}

package dev.mien.stack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.stack.layout.Home;
import dev.mien.stack.supervise.Guard;
import dev.mien.stack.supervise.Loopback;
import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresClusterTest {
    private static final PostgresBinaries BINARIES =
            PostgresBinaries.unpackedIn(Home.of(System.getenv("MIEN_HOME")).cache());

    @TempDir
    Path directory;

    @Test
    void dataSurvivesARestart() throws SQLException {
        var first = start();
        try (var connection = first.connect();
                var statement = connection.createStatement()) {
            statement.execute("create table kept as select 42 as answer");
        }
        first.stop();

        var second = start();

        try (var connection = second.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select answer from kept")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(42);
        } finally {
            second.stop();
        }
    }

    // Fails when a start no longer waits for the memory of the killed server.
    @Test
    void itStartsAgainAfterAKill() throws SQLException {
        start().process().kill();

        var second = start();

        try (var connection = second.connect()) {
            assertThat(connection.isValid(5)).isTrue();
        } finally {
            second.stop();
        }
    }

    // Fails when DataDirectory no longer looks for its marker.
    @Test
    void aDirectoryOfSomebodyElseIsLeftAlone() throws IOException {
        var theirs = Files.createDirectories(directory.resolve("data")).resolve("precious.txt");
        Files.writeString(theirs, "theirs");

        assertThatThrownBy(this::start)
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("MIEN_HOME")
                .hasMessageContaining(directory.resolve("data").toString());

        assertThat(theirs).hasContent("theirs");
    }

    // Fails when Database no longer revokes CONNECT from public.
    @Test
    void aRoleReachesItsOwnDatabaseOnly() throws SQLException {
        var cluster = start();
        var mine = new Database("mine", "a-password-of-mine");
        var theirs = new Database("theirs", "a-password-of-theirs");
        mine.ensure(cluster::connect);
        theirs.ensure(cluster::connect);

        try (var own = DriverManager.getConnection(cluster.url("mine"), "mine", mine.password())) {
            assertThat(own.isValid(5)).isTrue();
        }

        for (var other : new String[] {"theirs", "postgres", "template1"}) {
            assertThatThrownBy(() -> DriverManager.getConnection(cluster.url(other), "mine", mine.password())
                            .close())
                    .hasMessageContaining("permission denied for database");
        }
        assertThatThrownBy(() -> DriverManager.getConnection(cluster.url("mine"), "mine", theirs.password())
                        .close())
                .hasMessageContaining("password authentication failed");
        cluster.stop();
    }

    private PostgresCluster start() {
        var settings = new PostgresSettings(
                "postgres",
                directory.resolve("data"),
                Loopback.freePort(),
                "a-password-for-tests",
                directory.resolve("postgres.log"),
                Optional.empty());
        return PostgresCluster.start(settings, BINARIES, new Guard(directory.resolve("run")));
    }
}

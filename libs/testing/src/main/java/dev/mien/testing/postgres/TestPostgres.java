package dev.mien.testing.postgres;

import dev.mien.stack.postgres.Database;
import dev.mien.stack.postgres.PostgresBinaries;
import dev.mien.stack.postgres.PostgresCluster;
import dev.mien.stack.postgres.PostgresSettings;
import dev.mien.stack.supervise.Guard;
import dev.mien.stack.supervise.Loopback;
import dev.mien.testing.jvm.OncePerJvm;
import dev.mien.testing.jvm.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The JVM's PostgreSQL: started by the first test that asks, ended with the JVM, even one that is killed. For tests
 * without Quarkus; those with it use {@link PostgresResource}.
 */
public final class TestPostgres {
    private static final String PASSWORD = "only-for-tests-of-mien";

    private TestPostgres() {}

    /**
     * A fresh database, and how to reach it.
     *
     * @param url for JDBC
     * @param database its name is the role's too
     */
    public record Fresh(String url, Database database) {
        /** A connection as the database's owner; the caller closes it. */
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url, database.name(), database.password());
        }

        /** Has PostgreSQL write what it knows, and says in which files this database is. */
        public List<Path> files() throws SQLException, IOException {
            try (Connection superuser = superuser();
                    var statement = superuser.createStatement()) {
                statement.execute("checkpoint");
                try (var row = statement.executeQuery("select current_setting('data_directory'), oid from pg_database"
                        + " where datname = '" + database.name() + "'")) {
                    row.next();
                    try (var files = Files.list(Path.of(row.getString(1), "base", row.getString(2)))) {
                        return files.filter(Files::isRegularFile).toList();
                    }
                }
            }
        }

        /** Removes it, with whoever is connected. */
        public void drop() {
            database.drop(TestPostgres::superuser);
        }
    }

    /** Makes a database that no other test knows of. */
    public static Fresh freshDatabase() {
        var name = "t_" + UUID.randomUUID().toString().replace('-', '_');
        var database = new Database(name, PASSWORD);
        database.ensure(TestPostgres::superuser);
        return new Fresh(PostgresCluster.url(port(), name), database);
    }

    private static Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                PostgresCluster.url(port(), PostgresCluster.SUPERUSER), PostgresCluster.SUPERUSER, PASSWORD);
    }

    private static int port() {
        return Integer.parseInt(OncePerJvm.get("mien.testing.postgres.port", TestPostgres::start));
    }

    private static String start() {
        var scratch = TestHome.scratch("postgres");
        int port = Loopback.freePort();
        PostgresCluster.start(
                new PostgresSettings(
                        "postgres",
                        scratch.resolve("data"),
                        port,
                        PASSWORD,
                        scratch.resolve("postgres.log"),
                        Optional.of(scratch)),
                PostgresBinaries.unpackedIn(TestHome.mienHome().resolve("cache")),
                new Guard(scratch));
        return Integer.toString(port);
    }
}

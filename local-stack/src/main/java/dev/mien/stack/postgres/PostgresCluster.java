package dev.mien.stack.postgres;

import dev.mien.stack.supervise.Command;
import dev.mien.stack.supervise.Guard;
import dev.mien.stack.supervise.Guarded;
import dev.mien.stack.supervise.Loopback;
import dev.mien.stack.supervise.Pause;
import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running PostgreSQL that has proved to be ours: it answers on our port from our data directory. */
public final class PostgresCluster {
    public static final String SUPERUSER = "postgres";

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** The processes of a killed server need a moment to notice; until then its memory is still in use. */
    private static final int STARTS_AFTER_CRASH = 20;

    private final PostgresSettings settings;
    private final Guarded process;

    private PostgresCluster(PostgresSettings settings, Guarded process) {
        this.settings = settings;
        this.process = process;
    }

    /** Makes the data directory if need be, starts the server, and returns when it takes connections. */
    public static PostgresCluster start(PostgresSettings settings, PostgresBinaries binaries, Guard guard) {
        new DataDirectory(settings, binaries).prepare();
        for (int attempt = 1; ; attempt++) {
            if (!Loopback.isFree(settings.port())) {
                throw new StackFailure("Port " + settings.port() + " (" + settings.name() + ") is taken.");
            }
            var cluster = new PostgresCluster(settings, guard.start(command(settings, binaries)));
            if (cluster.awaitReady()) {
                return cluster;
            }
            var said = cluster.process.logTail();
            boolean crashedBefore = said.contains("shared memory block") || said.contains("lock file");
            if (!crashedBefore || attempt == STARTS_AFTER_CRASH) {
                throw new StackFailure("PostgreSQL ended while it was starting.\n" + said);
            }
            Pause.of(BETWEEN_LOOKS.multipliedBy(5));
        }
    }

    private static Command command(PostgresSettings settings, PostgresBinaries binaries) {
        var line = new ArrayList<String>(List.of(binaries.program("postgres")));
        line.addAll(List.of("-D", settings.data().toString(), "-p", Integer.toString(settings.port())));
        var options = new ArrayList<String>(List.of(
                "listen_addresses=" + Loopback.HOST,
                "unix_socket_directories=",
                "max_connections=200",
                "shared_buffers=128MB",
                "log_timezone=UTC",
                "timezone=UTC"));
        if (settings.scratch().isPresent()) {
            options.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        options.forEach(option -> line.addAll(List.of("-c", option)));
        // INT is PostgreSQL's fast shutdown: sessions are ended, data is flushed. TERM would wait for every client.
        return new Command(
                settings.name(),
                UnprivilegedUser.line(line),
                Map.of(),
                settings.log(),
                "INT",
                GRACE,
                settings.scratch());
    }

    /** False when the process ended by itself. */
    private boolean awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (process.isAlive()) {
            try (var connection = connect()) {
                requireOurs(connection);
                return true;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    var said = process.logTail();
                    process.stop();
                    throw new StackFailure(
                            "PostgreSQL was not ready within " + READY_WITHIN.toSeconds() + " s.\n" + said, e);
                }
                Pause.of(BETWEEN_LOOKS);
            }
        }
        return false;
    }

    private void requireOurs(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("show data_directory")) {
            row.next();
            var theirs = Path.of(row.getString(1));
            if (!theirs.toRealPath().equals(settings.data().toRealPath())) {
                process.stop();
                throw new StackFailure(
                        "On port " + settings.port() + " answers another PostgreSQL, of " + theirs + ".");
            }
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    /** A connection of the superuser to the database {@code postgres}; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(SUPERUSER), SUPERUSER, settings.superuserPassword());
    }

    /** The JDBC URL of a database in this cluster. */
    public String url(String database) {
        return url(settings.port(), database);
    }

    /** The JDBC URL of a database on a loopback port. */
    public static String url(int port, String database) {
        return "jdbc:postgresql://" + Loopback.HOST + ":" + port + "/" + database;
    }

    public Guarded process() {
        return process;
    }

    /** Ends sessions, flushes and stops. */
    public void stop() {
        process.stop();
    }
}

package dev.mien.benchmarks;

import dev.mien.stack.layout.Home;
import dev.mien.stack.postgres.Database;
import dev.mien.stack.postgres.PostgresBinaries;
import dev.mien.stack.postgres.PostgresCluster;
import dev.mien.stack.postgres.PostgresSettings;
import dev.mien.stack.supervise.Guard;
import dev.mien.stack.supervise.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** A PostgreSQL of its own with one empty database. On close it ends, and its directory goes. */
final class ScratchPostgres implements AutoCloseable {
    private static final String NAME = "bench";
    private static final int PASSWORD_BYTES = 24;

    private final PostgresCluster cluster;
    private final String password;

    private ScratchPostgres(PostgresCluster cluster, String password) {
        this.cluster = cluster;
        this.password = password;
    }

    static ScratchPostgres start(Home home) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path scratch = Files.createTempDirectory(Files.createDirectories(home.root()), "bench-postgres-");
        PostgresCluster cluster = PostgresCluster.start(
                new PostgresSettings(
                        "bench-postgres",
                        scratch.resolve("data"),
                        Loopback.freePort(),
                        password,
                        scratch.resolve("postgres.log"),
                        Optional.of(scratch)),
                PostgresBinaries.unpackedIn(home.cache()),
                new Guard(scratch));
        new Database(NAME, password).ensure(cluster::connect);
        return new ScratchPostgres(cluster, password);
    }

    /** For JDBC. */
    String url() {
        return cluster.url(NAME);
    }

    String user() {
        return NAME;
    }

    String password() {
        return password;
    }

    @Override
    public void close() {
        cluster.stop();
    }
}

package dev.mien.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.stack.layout.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchPostgresTest {
    private static final Duration GONE_WITHIN = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    @Test
    void itTakesConnectionsAndLeavesNothingBehind() throws Exception {
        // Breaks when the database is not the user's own, or when what it wrote stays after it has ended.
        try (ScratchPostgres postgres = ScratchPostgres.start(new Home(home));
                var connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute("create table taken (at int)");
        }

        long deadline = System.nanoTime() + GONE_WITHIN.toNanos();
        while (leftovers() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertThat(leftovers()).isZero();
    }

    private long leftovers() throws Exception {
        try (var inside = Files.list(home)) {
            return inside.filter(path -> path.getFileName().toString().startsWith("bench-postgres-"))
                    .count();
        }
    }
}

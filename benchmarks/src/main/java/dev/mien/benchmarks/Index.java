package dev.mien.benchmarks;

import dev.mien.stack.client.Unexpected;
import dev.mien.stack.layout.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a search costs, and what loading an index from PostgreSQL does: index-service's own measurements, each in a
 * process of its own on its class path.
 */
final class Index {
    private static final String SEARCH = "dev.mien.index.bench.SearchBench";
    private static final String LOAD = "dev.mien.index.bench.LoadBench";
    /** A million faces of 512 dimensions with full precision beside them take 3.3 GB, ten million of 256 take 4.4. */
    private static final List<String> SEARCH_OPTIONS =
            List.of("-Xmx1g", "-XX:MaxDirectMemorySize=6g", "--add-modules", "jdk.incubator.vector");
    /** A million faces of 256 dimensions, twice: the first ones may not have been collected yet. */
    private static final List<String> LOAD_OPTIONS =
            List.of("-Xmx1g", "-XX:MaxDirectMemorySize=1g", "--add-modules", "jdk.incubator.vector");

    private static final int FACES = 1_000_000;
    private static final int FACES_LONG = 10_000_000;
    private static final int PAIRS = 100_000;
    private static final int ROWS = 100_000;
    private static final int PAIRS_AND_ROWS_LONG = 1_000_000;

    private final Home home;
    private final Path repository;
    private final boolean thorough;

    /** @param thorough also with ten million faces, and with a million pairs and rows */
    Index(Home home, Path repository, boolean thorough) {
        this.home = home;
        this.repository = repository;
        this.thorough = thorough;
    }

    void measure() throws Unexpected, IOException {
        IndexServiceProcess.run(
                repository,
                SEARCH,
                SEARCH_OPTIONS,
                List.of(
                        "faces=" + (thorough ? FACES_LONG : FACES),
                        "pairs=" + (thorough ? PAIRS_AND_ROWS_LONG : PAIRS)));
        try (ScratchPostgres postgres = ScratchPostgres.start(home)) {
            IndexServiceProcess.run(
                    repository,
                    LOAD,
                    LOAD_OPTIONS,
                    List.of(postgres.url(), postgres.user(), Integer.toString(thorough ? PAIRS_AND_ROWS_LONG : ROWS)),
                    Map.of("MIEN_BENCH_PASSWORD", postgres.password()));
        }
    }
}

package dev.mien.benchmarks;

import dev.mien.stack.client.Unexpected;
import java.io.IOException;
import java.nio.file.Path;

/** What a search costs: index-service's own measurement, in a process of its own on its class path. */
final class Index {
    private static final String MAIN = "dev.mien.index.bench.SearchBench";
    /** Faces in full precision are compared with, too: at 512 dimensions two gigabytes of them. */
    private static final String MEMORY = "-XX:MaxDirectMemorySize=8g";

    private static final int FACES = 1_000_000;
    private static final int FACES_LONG = 10_000_000;

    private final Path repository;
    private final boolean thorough;

    /** @param thorough also with ten million faces */
    Index(Path repository, boolean thorough) {
        this.repository = repository;
        this.thorough = thorough;
    }

    void measure() throws Unexpected, IOException {
        IndexServiceProcess.run(
                repository,
                MAIN,
                java.util.List.of("-Xmx1g", MEMORY, "--add-modules", "jdk.incubator.vector"),
                java.util.List.of(Integer.toString(thorough ? FACES_LONG : FACES)));
    }
}

package dev.mien.index.bench;

import dev.mien.contracts.ApplicationId;
import dev.mien.index.gallery.Galleries;
import dev.mien.index.replica.Replica;
import dev.mien.index.search.SearchEngine;
import dev.mien.index.vault.FaceVector;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * Prints what a replica that starts takes to load an index from PostgreSQL, a million faces' worth, and what its parts
 * take: rows are sealed as they are in a service, and loaded by the same code, up to the comparison with the head.
 * Arguments: the database's URL, its user, and how many faces; the password is in {@value #PASSWORD}. The database is
 * an empty one of index-service's own.
 */
public final class LoadBench {
    static final String PASSWORD = "MIEN_BENCH_PASSWORD";
    private static final String PROFILE = "bench";
    private static final int DIMENSIONS = 256;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final PrintStream out;
    private final LoadedDatabase database;
    private final int faces;
    private final ApplicationId application = new ApplicationId(UUID.randomUUID());

    LoadBench(PrintStream out, LoadedDatabase database, int faces) {
        this.out = out;
        this.database = database;
        this.faces = faces;
    }

    public static void main(String[] arguments) throws Exception {
        int faces = Integer.parseInt(arguments[2]);
        try (LoadedDatabase database = LoadedDatabase.connect(
                arguments[0], arguments[1], System.getenv().getOrDefault(PASSWORD, ""))) {
            new LoadBench(System.out, database, faces).measure();
        }
    }

    void measure() {
        fill();
        out.printf(
                Locale.ROOT,
                "%n%,d sealed rows of %d dimensions, loaded from PostgreSQL as a replica does that starts, by the clock%n",
                faces,
                DIMENSIONS);
        // A process that starts is as cold as the first one.
        loaded("a first time");
        loaded("once more");
        LoadParts parts = new LoadParts(database, application);
        parts.measure();
        out.printf(Locale.ROOT, "  of it: reading rows %.1f s a million by the clock;%n", parts.readingMicros());
        out.printf(
                Locale.ROOT,
                "  in a thread's own time: checking and opening rows %.1f s, which all cores share, encoding %.1f s,"
                        + " inserting without that %.1f s%n",
                parts.openingMicros(),
                parts.encodingMicros(),
                parts.insertingMicros() - parts.encodingMicros());
    }

    private void fill() {
        DrawnFaces drawn = DrawnFaces.of(DIMENSIONS, 1);
        database.database().execute(tx -> database.heads().ensure(tx, application));
        new SealedRows(database.database(), database.keys(), database.hasher(), application, PROFILE)
                .add(faces, number -> FaceVector.owning(drawn.face()));
    }

    private void loaded(String when) {
        SearchEngine engine =
                SearchEngine.with(() -> "loops", Runtime.getRuntime().availableProcessors(), PATIENCE);
        Galleries galleries = (profile, dimensions, keys) ->
                engine.make(dimensions, null, keys.rotation(SearchEngine.secretBytes(dimensions)));
        Replica replica = database.replica(galleries);
        long begin = System.nanoTime();
        replica.follow();
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!replica.level() || replica.faces() != faces) {
            throw new IllegalStateException("the replica has " + replica.faces() + " of " + faces + " faces");
        }
        replica.stop();
        double million = seconds * Targets.MILLION / faces;
        out.printf(
                Locale.ROOT,
                "  %-13s %.1f s = %.1f s a million%s%n",
                when + ":",
                seconds,
                million,
                Targets.verdict(true, million, Targets.LOAD_SECONDS));
    }
}

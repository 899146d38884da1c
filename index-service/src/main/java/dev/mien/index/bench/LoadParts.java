package dev.mien.index.bench;

import dev.mien.contracts.ApplicationId;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.head.TemplateRow;
import dev.mien.index.head.Templates;
import dev.mien.index.search.SearchEngine;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What loading an index is made of, each part by itself: reading rows by the clock, because PostgreSQL works meanwhile;
 * the others in this thread's own processor time. In microseconds a row, which are seconds a million. For one thread.
 */
final class LoadParts {
    private static final int ROWS = 20_000;
    /** After so many the compiler knows what there is to do. */
    private static final int WARM_UP = 10_000;

    private final LoadedDatabase database;
    private final ApplicationId application;
    private final Templates templates = new Templates();
    private double reading;
    private double opening;
    private double encoding;
    private double inserting;

    LoadParts(LoadedDatabase database, ApplicationId application) {
        this.database = database;
        this.application = application;
    }

    void measure() {
        List<TemplateRow> rows = new ArrayList<>();
        AtomicLong read = new AtomicLong();
        long begin = System.nanoTime();
        database.database().snapshot(tx -> {
            templates.changedAfter(tx, application, 0, row -> {
                if (read.getAndIncrement() < ROWS) {
                    rows.add(row);
                }
            });
            return null;
        });
        reading = (System.nanoTime() - begin) / 1e3 / read.get();
        ApplicationKeys keys = database.database().write(tx -> database.keys().of(tx, application));
        List<FaceVector> vectors = new ArrayList<>();
        opening = micros(rows, row -> vectors.add(row.open(keys).orElseThrow()));
        int dimensions = vectors.getFirst().dimensions();
        Gallery gallery = SearchEngine.with(() -> "loops", 1, Duration.ofSeconds(2))
                .make(dimensions, null, keys.rotation(SearchEngine.secretBytes(dimensions)));
        double before = micros(vectors, SearchEngine.encoder(gallery));
        int[] at = new int[1];
        inserting = micros(vectors, vector -> {
            TemplateRow row = rows.get(at[0]++);
            gallery.insert(row.rowId(), row.place().facialId(), row.hash(), vector);
        });
        // Once more: the compiler has got to know it better meanwhile.
        encoding = Math.min(before, micros(vectors, SearchEngine.encoder(gallery)));
        vectors.forEach(FaceVector::close);
        gallery.wipe();
    }

    private static <T> double micros(List<T> all, Consumer<T> work) {
        int warm = Math.min(WARM_UP, all.size() / 2);
        all.subList(0, warm).forEach(work);
        long begin = Times.own();
        all.subList(warm, all.size()).forEach(work);
        return (Times.own() - begin) / 1e3 / (all.size() - warm);
    }

    /** PostgreSQL's and the network's part, and that of making rows of it. */
    double readingMicros() {
        return reading;
    }

    /** The row's hash, its key unwrapped, and the template opened. */
    double openingMicros() {
        return opening;
    }

    double encodingMicros() {
        return encoding;
    }

    /** With encoding. */
    double insertingMicros() {
        return inserting;
    }
}

package dev.mien.index.bench;

import dev.mien.contracts.FacialId;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.search.SearchEngine;
import dev.mien.index.vault.FaceVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A gallery of so many drawn faces, some of whom are searched for, by one kernel at a time. */
final class Crowd implements AutoCloseable {
    /** Who is searched for. */
    static final int PROBES = 48;
    /** Hits that are asked for. */
    private static final int MOST = 64;

    /** Faces that are drawn before they are inserted. */
    private static final int AT_ONCE = 4_096;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int dimensions;
    private final int faces;
    private final DrawnFaces drawn;
    private final FullScan scan;
    private final SearchEngine engine = SearchEngine.with(this::running, 1, PATIENCE);
    private final Gallery gallery;
    private final List<float[]> probes = new ArrayList<>();
    private volatile String running = "vector";

    /** @param precise whether there is memory for full precision, too */
    Crowd(int dimensions, int faces, boolean precise) {
        this.dimensions = dimensions;
        this.faces = faces;
        this.drawn = DrawnFaces.of(dimensions, 1);
        this.scan = new FullScan(dimensions, faces, precise);
        this.gallery = engine.make(dimensions, dimensions == 128 ? drawn.mean() : null, secret(dimensions, 9));
        fill();
    }

    /** Some are drawn while those before them are inserted: of ten million, drawing takes half of the time. */
    private void fill() {
        Random random = new Random(3);
        CompletableFuture<float[][]> drawing = CompletableFuture.supplyAsync(() -> draw(0, random));
        for (int first = 0; first < faces; first += AT_ONCE) {
            float[][] some = drawing.join();
            int next = first + AT_ONCE;
            if (next < faces) {
                drawing = CompletableFuture.supplyAsync(() -> draw(next, random));
            }
            for (int i = 0; i < some.length; i++) {
                scan.put(first + i, some[i]);
                insert(first + i, some[i]);
            }
        }
    }

    /** By one thread after the other, so always the same ones. */
    private float[][] draw(int first, Random random) {
        float[][] some = new float[Math.min(AT_ONCE, faces - first)][];
        for (int i = 0; i < some.length; i++) {
            some[i] = drawn.face();
            if (probes.size() < PROBES && random.nextInt(Math.max(1, faces / PROBES / 2)) == 0) {
                probes.add(drawn.genuine(some[i]));
            }
        }
        return some;
    }

    static byte[] secret(int dimensions, long seed) {
        byte[] secret = new byte[SearchEngine.secretBytes(dimensions)];
        new Random(seed).nextBytes(secret);
        return secret;
    }

    int dimensions() {
        return dimensions;
    }

    int faces() {
        return faces;
    }

    DrawnFaces drawn() {
        return drawn;
    }

    FullScan scan() {
        return scan;
    }

    SearchEngine engine() {
        return engine;
    }

    Gallery gallery() {
        return gallery;
    }

    /** Another picture of somebody who is here. */
    float[] probe(int number) {
        return probes.get(Math.floorMod(number, probes.size()));
    }

    double bytesBesideRow() {
        return (double) SearchEngine.bytesBesideRows(gallery) / faces;
    }

    private String running() {
        return running;
    }

    /** Searches by that kernel from now on. */
    void run(String kernel) {
        running = kernel;
    }

    /** @throws IllegalStateException when the kernel that was wanted is not the one by which the last search was made */
    void requireRan() {
        String ran = engine.ran().orElse("none");
        if (!ran.equals(running)) {
            throw new IllegalStateException("kernel " + running + " was to be measured, and " + ran + " ran");
        }
    }

    List<Hit> search(Query query, double floor) {
        return gallery.search(query, floor, MOST);
    }

    static Query query(float[] probe) {
        try (FaceVector vector = FaceVector.owning(probe.clone())) {
            return Query.of(vector);
        }
    }

    void insert(long row, float[] face) {
        insert(gallery, row, face);
    }

    static void insert(Gallery to, long row, float[] face) {
        try (FaceVector vector = FaceVector.owning(face.clone())) {
            to.insert(row, facialId(row), mixed(row), vector);
        }
    }

    static FacialId facialId(long row) {
        return new FacialId(new UUID(mixed(row), mixed(~row)));
    }

    private static long mixed(long row) {
        long mixed = (row + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }

    /** Gives its memory back before the next one is drawn: there is not enough for both. */
    @Override
    public void close() {
        scan.close();
        gallery.wipe();
        System.gc();
    }
}

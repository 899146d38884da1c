package dev.mien.index.bench;

import dev.mien.contracts.FacialId;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.gallery.Query;
import dev.mien.index.search.SearchEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many pairs are lost that stand exactly at the floor, where the chance is largest, by whole searches among
 * strangers. Each pair is its own draw of the error, under a handful of keys. Dropped at fewer standard deviations than
 * in a service, theory predicts losses: whoever sees them there would see them at six, too.
 */
public final class LossTrial {
    private static final int KEYS = 10;
    private static final long SEED = 17;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final int dimensions;
    private final double floor;
    private final int strangers;
    private final String kernel;
    private final double[] safeties;

    /**
     * @param strangers in each gallery; with each of them pairs are made in turn
     * @param kernel by which searches are made
     * @param safeties standard deviations under the floor at which faces are dropped
     */
    public LossTrial(int dimensions, double floor, int strangers, String kernel, double... safeties) {
        this.dimensions = dimensions;
        this.floor = floor;
        this.strangers = strangers;
        this.kernel = kernel;
        this.safeties = safeties.clone();
    }

    /** @return how many of so many pairs were lost, for each of the safeties */
    public int[] lost(int pairs) {
        return IntStream.range(0, KEYS)
                .parallel()
                .mapToObj(key -> lost(key, pairs / KEYS + (key < pairs % KEYS ? 1 : 0)))
                .reduce(new int[safeties.length], LossTrial::sum);
    }

    private int[] lost(int key, int pairs) {
        DrawnFaces drawn = DrawnFaces.of(dimensions, SEED + key);
        float[] mean = dimensions == 128 ? drawn.mean() : null;
        byte[] secret = Crowd.secret(dimensions, key);
        List<Gallery> galleries = new ArrayList<>();
        for (double safety : safeties) {
            galleries.add(SearchEngine.with(() -> kernel, 1, PATIENCE, safety).make(dimensions, mean, secret.clone()));
        }
        float[][] faces = new float[Math.min(strangers, Math.max(1, pairs))][];
        for (int row = 0; row < faces.length; row++) {
            faces[row] = drawn.face();
            for (Gallery gallery : galleries) {
                Crowd.insert(gallery, row, faces[row]);
            }
        }
        int[] lost = new int[safeties.length];
        for (int pair = 0; pair < pairs; pair++) {
            int row = pair % faces.length;
            try (Query probe = Crowd.query(drawn.at(floor, faces[row]))) {
                count(galleries, probe, row, lost);
            }
        }
        galleries.forEach(Gallery::wipe);
        return lost;
    }

    private void count(List<Gallery> galleries, Query probe, int row, int[] lost) {
        FacialId wanted = Crowd.facialId(row);
        // The floor is the pair's own score: rounding has moved it a little.
        double score = galleries.getFirst().compare(probe, wanted).orElseThrow().score();
        for (int i = 0; i < lost.length; i++) {
            boolean found =
                    galleries.get(i).search(probe, score, strangers).stream().anyMatch(hit -> hit.rowId() == row);
            lost[i] += found ? 0 : 1;
        }
    }

    private static int[] sum(int[] some, int[] more) {
        int[] all = some.clone();
        for (int i = 0; i < all.length; i++) {
            all[i] += more[i];
        }
        return all;
    }
}

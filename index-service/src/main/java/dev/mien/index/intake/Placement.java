package dev.mien.index.intake;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds by trying how large a piece of memory is best held while a JPEG is decoded.
 *
 * <p>libjpeg-turbo writes a row past the caches where its buffer begins at a multiple of 32 bytes, and Leptonica reads it
 * right after: such a decode takes more than twice as long (720p: 2.4 and 6 ms). Leptonica takes that buffer from the C
 * library, which gives multiples of 16, so a thread has luck or none, and keeps it. A piece that is held meanwhile moves
 * what comes behind it by an odd number of sixteens; where the buffer lies is not told, so what each piece made of
 * earlier pictures of that width decides. Under an allocator that knows no luck all are alike, and nothing is lost.
 *
 * <p>One for each thread, since the C library's memory is: not thread safe.
 */
final class Placement {
    private static final int KIB = 1024;
    /** With the allocator's own word of 8 bytes each is a multiple of 16 and none of 32. */
    private static final int[] PIECES = {0, 2 * KIB + 8, 8 * KIB + 8, 24 * KIB + 8, 128 * KIB + 8};

    /** How often each is tried before any is preferred. */
    private static final int TRIES = 3;
    /** So often another one is tried again: other people's memory may have moved. */
    private static final int AGAIN = 64;
    /** Widths that are remembered. Cameras have few; whoever sends many has no more luck than before. */
    private static final int WIDTHS_MAX = 16;

    /**
     * By so much what was once reached is thought worse with each decode that does not reach it. The least counts and not
     * the mean: a busy machine makes any decode slow, and only luck makes it fast.
     */
    private static final double FORGETTING = 1.01;

    private final Map<Integer, Tried> widths = new LinkedHashMap<>(WIDTHS_MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Tried> eldest) {
            return size() > WIDTHS_MAX;
        }
    };

    private static final class Tried {
        private final double[] cost = new double[PIECES.length];
        private int decodes;
        private int last;
    }

    /**
     * @param width of the decoded rows, in pixels
     * @return bytes to be held while the next picture is decoded; 0: none
     */
    int before(int width) {
        Tried tried = widths.computeIfAbsent(width, _ -> new Tried());
        boolean trying = tried.decodes < TRIES * PIECES.length || tried.decodes % AGAIN == 0;
        tried.last = trying ? next(tried) : cheapest(tried);
        return PIECES[tried.last];
    }

    /** @param nanosPerPixel what that decode took */
    void after(int width, double nanosPerPixel) {
        Tried tried = widths.get(width);
        double known = tried.cost[tried.last];
        tried.cost[tried.last] = known == 0 ? nanosPerPixel : Math.min(nanosPerPixel, FORGETTING * known);
        tried.decodes++;
    }

    /** How many widths are remembered. */
    int widths() {
        return widths.size();
    }

    private static int next(Tried tried) {
        int turn = tried.decodes < TRIES * PIECES.length ? tried.decodes : tried.decodes / AGAIN;
        return turn % PIECES.length;
    }

    private static int cheapest(Tried tried) {
        int best = 0;
        for (int i = 1; i < PIECES.length; i++) {
            if (tried.cost[i] < tried.cost[best]) {
                best = i;
            }
        }
        return best;
    }
}

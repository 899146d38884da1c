package dev.mien.index.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;

/**
 * Keeps places free, in one thread's part of the C library's memory, where a JPEG's rows are written fast.
 *
 * <p>libjpeg-turbo writes a row past the caches where its buffer begins at a multiple of 32 bytes, and Leptonica reads it
 * right after that: such a decode takes more than twice as long (720p: 6 ms and 2.5). Leptonica takes the buffer from the
 * C library, which gives multiples of 16, so each decode has luck or none. The library prefers a free piece of exactly
 * the size that is asked for. So pieces of that size are taken side by side, with others between them; those that lie
 * well are given back, and as their neighbours stay they are not joined to anything and stay what they are.
 *
 * <p>Under another allocator nothing is found, nothing gets slower, and after some attempts nothing is tried. One for
 * each thread that lives long: not thread safe, and what is held is held until the process ends.
 */
final class RowPlaces {
    /** Where rows are written slowly. */
    private static final int SLOW = 32;
    /** Of what every piece's size and address are a multiple. */
    private static final int UNIT = 16;
    /** What a piece needs beside what was asked for. */
    private static final int HEAD = 8;

    /** Above what the library keeps in bins of its own for each thread: those would not lie between rows. */
    private static final int FENCE = 1048;

    private static final int ROWS = 12;
    /** What else a decoder takes before its row buffer may be cut off one place, or off two. */
    private static final int NEXT = 3;
    /** Others use places too, so more are made when one was missed, but not more often than that, */
    private static final int PAUSE = 16;
    /** and not more in all: 60 KB each at 1280 pixels. */
    static final int ATTEMPTS = 8;
    /** Cameras have few sizes. Whoever sends many has their pictures decoded as luck will have it. */
    static final int SIZES_MAX = 8;

    private final Map<Integer, Places> bySize = new LinkedHashMap<>(SIZES_MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Places> eldest) {
            if (size() <= SIZES_MAX) {
                return false;
            }
            eldest.getValue().held.forEach(BytePointer::close);
            return true;
        }
    };

    /** What keeps the places of one size apart. */
    private static final class Places {
        private final List<BytePointer> held = new ArrayList<>();
        private int attempts;
        private int looks;
    }

    /**
     * To be called right before a decode.
     *
     * @param row bytes of the decoder's row buffer
     */
    void prepare(int row) {
        Places places = bySize.computeIfAbsent(row, _ -> new Places());
        boolean mayTry = places.attempts < ATTEMPTS && places.looks++ % PAUSE == 0;
        if (mayTry && liesBadly(row)) {
            places.attempts++;
            make(places, row);
        }
    }

    /** Pieces that are held, of all sizes. */
    int held() {
        return bySize.values().stream().mapToInt(places -> places.held.size()).sum();
    }

    /** Whether any of the next pieces that the library would give is a slow one. */
    static boolean liesBadly(int row) {
        BytePointer[] next = new BytePointer[NEXT];
        boolean slow = false;
        for (int i = 0; i < NEXT; i++) {
            next[i] = new BytePointer(row);
            slow |= next[i].address() % SLOW == 0;
        }
        for (BytePointer one : next) {
            one.close();
        }
        return slow;
    }

    private static void make(Places places, int row) {
        long piece = piece(row);
        // Rows come to lie an odd number of units apart, so that every second one lies well.
        int fence = piece / UNIT % 2 == 0 ? FENCE + UNIT : FENCE;
        List<BytePointer> rows = new ArrayList<>();
        List<BytePointer> fences = new ArrayList<>();
        fences.add(new BytePointer(fence));
        for (int i = 0; i < ROWS; i++) {
            rows.add(new BytePointer(row));
            fences.add(new BytePointer(fence));
        }
        Set<Long> begins = new HashSet<>();
        fences.forEach(one -> begins.add(one.address()));
        for (BytePointer one : rows) {
            boolean fenced = begins.contains(one.address() - piece(fence)) && begins.contains(one.address() + piece);
            if (fenced && one.address() % SLOW != 0) {
                one.close();
            } else {
                // It may have been a row of somebody's picture, and nobody writes there again.
                BytePointer.memset(one, 0, row);
                places.held.add(one);
            }
        }
        places.held.addAll(fences);
    }

    private static long piece(int asked) {
        return Math.ceilDiv(asked + HEAD, UNIT) * (long) UNIT;
    }
}

package dev.mien.index.bench;

import java.util.Arrays;
import java.util.Random;

/** Who is in a gallery while people come and go: newcomers are inserted, anybody may be erased. For one thread. */
final class Residents {
    private static final int NEWCOMERS = 4_096;
    private final Crowd crowd;
    private final float[][] newcomers = new float[NEWCOMERS][];
    private final Random random = new Random(8);
    private int[] rows;
    private int count;
    private int next;

    Residents(Crowd crowd) {
        this.crowd = crowd;
        this.count = crowd.faces();
        this.next = count;
        this.rows = new int[count + NEWCOMERS];
        Arrays.setAll(rows, row -> row);
        Arrays.setAll(newcomers, ignored -> crowd.drawn().face());
    }

    /** @return what it took of this thread's processor time, in nanoseconds */
    long insert(int faces) {
        if (count + faces > rows.length) {
            rows = Arrays.copyOf(rows, count + faces);
        }
        long begin = Times.own();
        for (int i = 0; i < faces; i++) {
            crowd.insert(next, newcomers[next % NEWCOMERS]);
            rows[count++] = next++;
        }
        return Times.own() - begin;
    }

    /** @return what it took of this thread's processor time, in nanoseconds */
    long erase(int faces) {
        long begin = Times.own();
        for (int i = 0; i < faces; i++) {
            int at = random.nextInt(count);
            if (!crowd.gallery().erase(rows[at])) {
                throw new IllegalStateException("row " + rows[at] + " was not there to be erased");
            }
            rows[at] = rows[--count];
        }
        return Times.own() - begin;
    }
}

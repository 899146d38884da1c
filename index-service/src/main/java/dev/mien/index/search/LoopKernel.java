package dev.mien.index.search;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Loops that HotSpot's compiler turns into vector instructions by itself: one input, one output, at most four terms.
 * Nothing incubating is needed.
 */
final class LoopKernel implements Kernel {
    private static final int BLOCK = 4;

    @Override
    public String name() {
        return "loops";
    }

    @Override
    public void distances(
            MemorySegment planes, int first, int stride, int faces, long[] code, int from, int up, int[] distances) {
        for (int w = 0; w < WORDS; w++) {
            long offset = (long) (first + w) * stride * Long.BYTES;
            int at = from + w * QUERY_PLANES;
            long q0 = code[at];
            long q1 = code[at + 1];
            long q2 = code[at + 2];
            long q3 = code[at + 3];
            if (w == 0 && up == REPLACE) {
                set(planes, offset, faces, q0, q1, q2, q3, distances);
            } else {
                add(planes, offset, faces, q0, q1, q2, q3, w == 0 ? up : 0, distances);
            }
        }
    }

    private static void set(
            MemorySegment planes, long offset, int faces, long q0, long q1, long q2, long q3, int[] distances) {
        for (int i = 0; i < faces; i++) {
            long x = planes.get(ValueLayout.JAVA_LONG, offset + (long) i * Long.BYTES);
            distances[i] = Long.bitCount(x ^ q0)
                    + (Long.bitCount(x ^ q1) << 1)
                    + (Long.bitCount(x ^ q2) << 2)
                    + (Long.bitCount(x ^ q3) << 3);
        }
    }

    private static void add(
            MemorySegment planes, long offset, int faces, long q0, long q1, long q2, long q3, int up, int[] distances) {
        for (int i = 0; i < faces; i++) {
            long x = planes.get(ValueLayout.JAVA_LONG, offset + (long) i * Long.BYTES);
            distances[i] = (distances[i] << up)
                    + Long.bitCount(x ^ q0)
                    + (Long.bitCount(x ^ q1) << 1)
                    + (Long.bitCount(x ^ q2) << 2)
                    + (Long.bitCount(x ^ q3) << 3);
        }
    }

    @Override
    public int selectLinear(MemorySegment factors, int faces, float a, float b, int[] distances, int[] slots) {
        for (int i = 0; i < faces; i++) {
            // What is left under the limit; the slots' array is free until they are listed.
            slots[i] =
                    (int) (a + b * (factors.get(ValueLayout.JAVA_INT, (long) i * Integer.BYTES) >>> 16)) - distances[i];
        }
        return list(faces, slots);
    }

    @Override
    public int selectFull(
            MemorySegment factors,
            int stride,
            int faces,
            float a,
            float b,
            float c,
            float e,
            int[] distances,
            int[] slots) {
        long second = (long) stride * Integer.BYTES;
        for (int i = 0; i < faces; i++) {
            int pr = factors.get(ValueLayout.JAVA_INT, (long) i * Integer.BYTES);
            int z = factors.get(ValueLayout.JAVA_INT, second + (long) i * Integer.BYTES) >>> 16;
            slots[i] = (int) (a + b * (pr >>> 16) + c * (pr & 0xFFFF) + e * z) - distances[i];
        }
        return list(faces, slots);
    }

    /** Replaces what is left by the list of those who have something left; it never overtakes itself. */
    private static int list(int faces, int[] slots) {
        int found = 0;
        for (int i = 0; i < faces; i += BLOCK) {
            int s0 = slots[i];
            int s1 = slots[i + 1];
            int s2 = slots[i + 2];
            int s3 = slots[i + 3];
            if ((s0 & s1 & s2 & s3) >= 0) {
                slots[found] = i;
                found += 1 + (s0 >> 31);
                slots[found] = i + 1;
                found += 1 + (s1 >> 31);
                slots[found] = i + 2;
                found += 1 + (s2 >> 31);
                slots[found] = i + 3;
                found += 1 + (s3 >> 31);
            }
        }
        return found;
    }

    @Override
    public int dot(MemorySegment rows, long offset, int[] query) {
        int sum = 0;
        for (int i = 0; i < query.length; i++) {
            sum += rows.get(ValueLayout.JAVA_BYTE, offset + i) * query[i];
        }
        return sum;
    }
}

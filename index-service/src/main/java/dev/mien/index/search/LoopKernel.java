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
    public void distances(MemorySegment planes, int upper, int stride, int faces, long[] code, int[] distances) {
        int words = code.length / WORD;
        for (int word = 0; word < upper * words; word++) {
            int within = word % words;
            long offset = (long) word * stride * Long.BYTES;
            long q0 = code[within * WORD];
            long q1 = code[within * WORD + APART];
            long q2 = code[within * WORD + 2 * APART];
            long q3 = code[within * WORD + 3 * APART];
            if (word == 0) {
                set(planes, offset, faces, q0, q1, q2, q3, distances);
            } else {
                add(planes, offset, faces, q0, q1, q2, q3, within == 0 ? 1 : 0, distances);
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

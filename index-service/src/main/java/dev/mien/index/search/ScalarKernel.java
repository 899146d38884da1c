package dev.mien.index.search;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One face after the other, everything about it in registers: the fast one where nothing vectorizes loops. */
final class ScalarKernel implements Kernel {
    private static final int REPLACE = -1;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void distances(MemorySegment planes, int upper, int stride, int faces, long[] code, int[] distances) {
        int words = code.length / WORD;
        for (int word = 0; word < upper * words; word += 2) {
            int up = word == 0 ? REPLACE : word % words == 0 ? 1 : 0;
            pair(planes, word, stride, faces, code, word % words * WORD, up, distances);
        }
    }

    /** Two words of every face: what their distances are added to is shifted by {@code up}, or replaced. */
    private static void pair(
            MemorySegment planes, int first, int stride, int faces, long[] code, int from, int up, int[] distances) {
        long q0 = code[from];
        long q1 = code[from + APART];
        long q2 = code[from + 2 * APART];
        long q3 = code[from + 3 * APART];
        long p0 = code[from + WORD];
        long p1 = code[from + WORD + APART];
        long p2 = code[from + WORD + 2 * APART];
        long p3 = code[from + WORD + 3 * APART];
        long one = (long) first * stride * Long.BYTES;
        long other = one + (long) stride * Long.BYTES;
        for (int i = 0; i < faces; i++, one += Long.BYTES, other += Long.BYTES) {
            long x = planes.get(ValueLayout.JAVA_LONG, one);
            long y = planes.get(ValueLayout.JAVA_LONG, other);
            int d = Long.bitCount(x ^ q0)
                    + Long.bitCount(y ^ p0)
                    + ((Long.bitCount(x ^ q1) + Long.bitCount(y ^ p1)) << 1)
                    + ((Long.bitCount(x ^ q2) + Long.bitCount(y ^ p2)) << 2)
                    + ((Long.bitCount(x ^ q3) + Long.bitCount(y ^ p3)) << 3);
            distances[i] = up == REPLACE ? d : (distances[i] << up) + d;
        }
    }

    @Override
    public int selectLinear(MemorySegment factors, int faces, float a, float b, int[] distances, int[] slots) {
        int found = 0;
        for (int i = 0; i < faces; i++) {
            int limit = (int) (a + b * (factors.get(ValueLayout.JAVA_INT, (long) i * Integer.BYTES) >>> 16));
            if (distances[i] <= limit) {
                slots[found++] = i;
            }
        }
        return found;
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
        int found = 0;
        for (int i = 0; i < faces; i++) {
            int pr = factors.get(ValueLayout.JAVA_INT, (long) i * Integer.BYTES);
            int z = factors.get(ValueLayout.JAVA_INT, (long) (stride + i) * Integer.BYTES) >>> 16;
            int limit = (int) (a + b * (pr >>> 16) + c * (pr & 0xFFFF) + e * z);
            if (distances[i] <= limit) {
                slots[found++] = i;
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

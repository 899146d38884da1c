package dev.mien.index.search;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eight faces a step by the Vector API. Loaded by {@link Kernels} alone, and only where the incubator module is there.
 */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
    private static final VectorSpecies<Byte> ROW_BYTES = ByteVector.SPECIES_128;
    private static final VectorSpecies<Integer> ROW_INTS = IntVector.SPECIES_512;
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

    @Override
    public String name() {
        return "vector";
    }

    /** Two words and no more: with four, the compiler gives up inlining, and every operation allocates. */
    @Override
    public void distances(
            MemorySegment planes, int first, int stride, int faces, long[] code, int from, int up, int[] distances) {
        LongVector q0 = LongVector.broadcast(LONGS, code[from]);
        LongVector q1 = LongVector.broadcast(LONGS, code[from + 1]);
        LongVector q2 = LongVector.broadcast(LONGS, code[from + 2]);
        LongVector q3 = LongVector.broadcast(LONGS, code[from + 3]);
        LongVector p0 = LongVector.broadcast(LONGS, code[from + 4]);
        LongVector p1 = LongVector.broadcast(LONGS, code[from + 5]);
        LongVector p2 = LongVector.broadcast(LONGS, code[from + 6]);
        LongVector p3 = LongVector.broadcast(LONGS, code[from + 7]);
        long one = (long) first * stride * Long.BYTES;
        long other = one + (long) stride * Long.BYTES;
        for (int i = 0; i < faces; i += STEP) {
            LongVector x = LongVector.fromMemorySegment(LONGS, planes, one + i * 8L, NATIVE);
            LongVector y = LongVector.fromMemorySegment(LONGS, planes, other + i * 8L, NATIVE);
            LongVector sum = differing(x, q3).add(differing(y, p3));
            sum = sum.add(sum).add(differing(x, q2)).add(differing(y, p2));
            sum = sum.add(sum).add(differing(x, q1)).add(differing(y, p1));
            sum = sum.add(sum).add(differing(x, q0)).add(differing(y, p0));
            IntVector d = (IntVector) sum.convertShape(VectorOperators.L2I, INTS, 0);
            if (up != REPLACE) {
                IntVector before = IntVector.fromArray(INTS, distances, i);
                d = d.add(before);
                if (up == 1) {
                    d = d.add(before);
                }
            }
            d.intoArray(distances, i);
        }
    }

    private static LongVector differing(LongVector x, LongVector code) {
        return x.lanewise(VectorOperators.XOR, code).lanewise(VectorOperators.BIT_COUNT);
    }

    @Override
    public int selectLinear(MemorySegment factors, int faces, float a, float b, int[] distances, int[] slots) {
        int found = 0;
        for (int i = 0; i < faces; i += STEP) {
            FloatVector limit = upper(factors, i).mul(b).add(a);
            found = list(i, limit, distances, slots, found);
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
        for (int i = 0; i < faces; i += STEP) {
            FloatVector limit = upper(factors, i).mul(b).add(a);
            limit = limit.add(lower(factors, i).mul(c));
            limit = limit.add(upper(factors, stride + i).mul(e));
            found = list(i, limit, distances, slots, found);
        }
        return found;
    }

    private static FloatVector upper(MemorySegment factors, int i) {
        return (FloatVector) IntVector.fromMemorySegment(INTS, factors, (long) i * Integer.BYTES, NATIVE)
                .lanewise(VectorOperators.LSHR, 16)
                .convertShape(VectorOperators.I2F, FLOATS, 0);
    }

    private static FloatVector lower(MemorySegment factors, int i) {
        return (FloatVector) IntVector.fromMemorySegment(INTS, factors, (long) i * Integer.BYTES, NATIVE)
                .and(0xFFFF)
                .convertShape(VectorOperators.I2F, FLOATS, 0);
    }

    private static int list(int i, FloatVector limit, int[] distances, int[] slots, int found) {
        IntVector most = (IntVector) limit.convertShape(VectorOperators.F2I, INTS, 0);
        VectorMask<Integer> kept = IntVector.fromArray(INTS, distances, i).compare(VectorOperators.LE, most);
        long bits = kept.toLong();
        while (bits != 0) {
            slots[found++] = i + Long.numberOfTrailingZeros(bits);
            bits &= bits - 1;
        }
        return found;
    }

    @Override
    public int dot(MemorySegment rows, long offset, int[] query) {
        IntVector sum = IntVector.zero(ROW_INTS);
        for (int i = 0; i < query.length; i += ROW_INTS.length()) {
            IntVector row = (IntVector) ByteVector.fromMemorySegment(ROW_BYTES, rows, offset + i, NATIVE)
                    .convertShape(VectorOperators.B2I, ROW_INTS, 0);
            sum = row.mul(IntVector.fromArray(ROW_INTS, query, i)).add(sum);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }
}

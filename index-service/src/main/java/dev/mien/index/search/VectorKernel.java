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
    private static final VectorSpecies<Long> ROW_LONGS = LongVector.SPECIES_256;

    private static final IntVector NUMBERS = IntVector.zero(INTS).addIndex(1);
    private static final int HALF = 16;
    private static final int LOWER_HALF = 0xFFFF;
    private static final VectorOperators.Binary LSHR = VectorOperators.LSHR;
    private static final VectorOperators.Conversion<Integer, Float> I2F = VectorOperators.I2F;
    private static final VectorOperators.Conversion<Float, Integer> F2I = VectorOperators.F2I;
    private static final VectorOperators.Associative XOR = VectorOperators.XOR;
    private static final VectorOperators.Unary BIT_COUNT = VectorOperators.BIT_COUNT;
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

    @Override
    public String name() {
        return "vector";
    }

    /**
     * Two words at a time: with more in one step the compiler gives up, and every operation allocates. All words of
     * eight faces before the next eight: as many streams as there are words have their next lines on the way.
     *
     * <p>Spelled out, here and in the others: a method for a part of it would be compiled for itself at times, too large
     * to be put in here, and its vectors would come and go as objects.
     */
    @Override
    public void distances(MemorySegment planes, int upper, int stride, int faces, long[] code, int[] distances) {
        long apart = (long) stride * Long.BYTES;
        for (int i = 0; i < faces; i += STEP) {
            long at = (long) i * Long.BYTES;
            LongVector sum = LongVector.zero(LONGS);
            for (int plane = 0; plane < upper; plane++) {
                LongVector d0 = sum.add(sum);
                LongVector d1 = LongVector.zero(LONGS);
                LongVector d2 = d1;
                LongVector d3 = d1;
                for (int q = 0; q < code.length; q += 2 * WORD, at += 2 * apart) {
                    LongVector x = LongVector.fromMemorySegment(LONGS, planes, at, NATIVE);
                    d0 = d0.add(x.lanewise(XOR, LongVector.fromArray(LONGS, code, q))
                            .lanewise(BIT_COUNT));
                    d1 = d1.add(x.lanewise(XOR, LongVector.fromArray(LONGS, code, q + APART))
                            .lanewise(BIT_COUNT));
                    d2 = d2.add(x.lanewise(XOR, LongVector.fromArray(LONGS, code, q + 2 * APART))
                            .lanewise(BIT_COUNT));
                    d3 = d3.add(x.lanewise(XOR, LongVector.fromArray(LONGS, code, q + 3 * APART))
                            .lanewise(BIT_COUNT));
                    int p = q + WORD;
                    LongVector y = LongVector.fromMemorySegment(LONGS, planes, at + apart, NATIVE);
                    d0 = d0.add(y.lanewise(XOR, LongVector.fromArray(LONGS, code, p))
                            .lanewise(BIT_COUNT));
                    d1 = d1.add(y.lanewise(XOR, LongVector.fromArray(LONGS, code, p + APART))
                            .lanewise(BIT_COUNT));
                    d2 = d2.add(y.lanewise(XOR, LongVector.fromArray(LONGS, code, p + 2 * APART))
                            .lanewise(BIT_COUNT));
                    d3 = d3.add(y.lanewise(XOR, LongVector.fromArray(LONGS, code, p + 3 * APART))
                            .lanewise(BIT_COUNT));
                }
                LongVector upperHalf = d3.add(d3).add(d2);
                LongVector withoutLast = upperHalf.add(upperHalf).add(d1);
                sum = withoutLast.add(withoutLast).add(d0);
            }
            ((IntVector) sum.convertShape(VectorOperators.L2I, INTS, 0)).intoArray(distances, i);
        }
    }

    @Override
    public void refine(MemorySegment rest, int[] slots, int listed, long[] code, int[] distances) {
        LongVector q0 = LongVector.fromArray(ROW_LONGS, code, 0);
        LongVector q1 = LongVector.fromArray(ROW_LONGS, code, REST);
        LongVector q2 = LongVector.fromArray(ROW_LONGS, code, 2 * REST);
        LongVector q3 = LongVector.fromArray(ROW_LONGS, code, 3 * REST);
        for (int i = 0; i < listed; i++) {
            int at = slots[i];
            LongVector x = LongVector.fromMemorySegment(ROW_LONGS, rest, (long) at * REST * Long.BYTES, NATIVE);
            LongVector sum = x.lanewise(XOR, q3).lanewise(BIT_COUNT);
            sum = sum.add(sum).add(x.lanewise(XOR, q2).lanewise(BIT_COUNT));
            sum = sum.add(sum).add(x.lanewise(XOR, q1).lanewise(BIT_COUNT));
            sum = sum.add(sum).add(x.lanewise(XOR, q0).lanewise(BIT_COUNT));
            distances[at] = 2 * distances[at] + (int) sum.reduceLanes(VectorOperators.ADD);
        }
    }

    @Override
    public int selectLinear(MemorySegment factors, int faces, float a, float b, int[] distances, int[] slots) {
        int found = 0;
        for (int i = 0; i < faces; i += STEP) {
            IntVector factor = IntVector.fromMemorySegment(INTS, factors, (long) i * Integer.BYTES, NATIVE);
            FloatVector limit = ((FloatVector) factor.lanewise(LSHR, HALF).convertShape(I2F, FLOATS, 0))
                    .mul(b)
                    .add(a);
            VectorMask<Integer> kept = IntVector.fromArray(INTS, distances, i)
                    .compare(VectorOperators.LE, (IntVector) limit.convertShape(F2I, INTS, 0));
            // Always stored: a branch on whether anybody is left would be foreseen wrongly too often.
            NUMBERS.add(i).compress(kept).intoArray(slots, found);
            found += kept.trueCount();
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
            IntVector pr = IntVector.fromMemorySegment(INTS, factors, (long) i * Integer.BYTES, NATIVE);
            IntVector z = IntVector.fromMemorySegment(INTS, factors, (long) (stride + i) * Integer.BYTES, NATIVE);
            FloatVector limit = ((FloatVector) pr.lanewise(LSHR, HALF).convertShape(I2F, FLOATS, 0))
                    .mul(b)
                    .add(a);
            limit = limit.add(((FloatVector) pr.and(LOWER_HALF).convertShape(I2F, FLOATS, 0)).mul(c));
            limit = limit.add(((FloatVector) z.lanewise(LSHR, HALF).convertShape(I2F, FLOATS, 0)).mul(e));
            VectorMask<Integer> kept = IntVector.fromArray(INTS, distances, i)
                    .compare(VectorOperators.LE, (IntVector) limit.convertShape(F2I, INTS, 0));
            NUMBERS.add(i).compress(kept).intoArray(slots, found);
            found += kept.trueCount();
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

package dev.mien.index.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * What a search is compared with: every face in full precision, every face's 8-bit row, and reading 64 bytes a face
 * once, all by the Vector API and one thread. Each returns a number so that nothing of it is left out.
 */
final class FullScan implements AutoCloseable {
    private static final int READ_BYTES = 64;
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
    private final int dimensions;
    private final int faces;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment floats;
    private final MemorySegment rows;
    private final MemorySegment read;

    /** @param precise whether faces are kept in full precision */
    FullScan(int dimensions, int faces, boolean precise) {
        this.dimensions = dimensions;
        this.faces = faces;
        this.floats = memory(precise ? (long) faces * dimensions * Float.BYTES : 0);
        this.rows = memory(precise ? (long) faces * dimensions : 0);
        this.read = memory((long) faces * READ_BYTES);
        // Pages that nobody has written would all be the same one.
        read.fill((byte) 1);
    }

    private MemorySegment memory(long bytes) {
        return arena.allocate(bytes, READ_BYTES);
    }

    /** Whether faces are here in full precision, and in 8 bits. */
    boolean precise() {
        return floats.byteSize() > 0;
    }

    void put(int at, float[] face) {
        if (precise()) {
            MemorySegment.copy(
                    face, 0, floats, ValueLayout.JAVA_FLOAT, (long) at * dimensions * Float.BYTES, dimensions);
            for (int i = 0; i < dimensions; i++) {
                rows.set(ValueLayout.JAVA_BYTE, (long) at * dimensions + i, (byte) Math.round(face[i] * 400));
            }
        }
    }

    /** How many faces reach the floor. */
    int floats(float[] query, float floor) {
        int found = 0;
        for (int face = 0; face < faces; face++) {
            FloatVector sum = FloatVector.zero(FloatVector.SPECIES_512);
            long at = (long) face * dimensions * Float.BYTES;
            for (int i = 0; i < dimensions; i += FloatVector.SPECIES_512.length()) {
                FloatVector x = FloatVector.fromMemorySegment(FloatVector.SPECIES_512, floats, at + i * 4L, NATIVE);
                sum = x.fma(FloatVector.fromArray(FloatVector.SPECIES_512, query, i), sum);
            }
            found += sum.reduceLanes(VectorOperators.ADD) >= floor ? 1 : 0;
        }
        return found;
    }

    int rows(int[] query, int floor) {
        int found = 0;
        for (int face = 0; face < faces; face++) {
            IntVector sum = IntVector.zero(IntVector.SPECIES_512);
            long at = (long) face * dimensions;
            for (int i = 0; i < dimensions; i += IntVector.SPECIES_512.length()) {
                ByteVector x = ByteVector.fromMemorySegment(ByteVector.SPECIES_128, rows, at + i, NATIVE);
                IntVector wide = (IntVector) x.convertShape(VectorOperators.B2I, IntVector.SPECIES_512, 0);
                sum = wide.mul(IntVector.fromArray(IntVector.SPECIES_512, query, i))
                        .add(sum);
            }
            found += sum.reduceLanes(VectorOperators.ADD) >= floor ? 1 : 0;
        }
        return found;
    }

    long read() {
        LongVector one = LongVector.zero(LongVector.SPECIES_512);
        LongVector other = LongVector.zero(LongVector.SPECIES_512);
        long end = read.byteSize() - 2 * READ_BYTES;
        for (long at = 0; at <= end; at += 2 * READ_BYTES) {
            one = one.add(LongVector.fromMemorySegment(LongVector.SPECIES_512, read, at, NATIVE));
            other = other.add(LongVector.fromMemorySegment(LongVector.SPECIES_512, read, at + READ_BYTES, NATIVE));
        }
        return one.add(other).reduceLanes(VectorOperators.ADD);
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        arena.close();
    }
}

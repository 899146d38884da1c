package dev.mien.index.gallery;

import dev.mien.contracts.FacialId;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.UUID;

/**
 * Memory for a fixed number of faces, outside the heap: 8-bit rows one after the other, and beside them what each row is. A
 * collector never moves it, so overwriting it leaves no copy.
 */
final class Block {
    private static final int ALIGNMENT = 64;
    private static final int FACT_BYTES = 40;
    private static final int ROW_ID = 0;
    private static final int FACIAL_ID_HIGH = 8;
    private static final int FACIAL_ID_LOW = 16;
    private static final int ROW_HASH = 24;
    private static final int SCALE = 32;

    private final int dimensions;
    private final MemorySegment rows;
    private final MemorySegment facts;

    Block(Arena arena, int capacity, int dimensions) {
        this.dimensions = dimensions;
        this.rows = arena.allocate((long) capacity * dimensions, ALIGNMENT);
        this.facts = arena.allocate((long) capacity * FACT_BYTES, ALIGNMENT);
    }

    void write(int at, long rowId, FacialId facialId, long rowHash, byte[] row, float scale) {
        MemorySegment.copy(row, 0, rows, ValueLayout.JAVA_BYTE, (long) at * dimensions, dimensions);
        UUID id = facialId.value();
        put(at, ROW_ID, rowId);
        put(at, FACIAL_ID_HIGH, id.getMostSignificantBits());
        put(at, FACIAL_ID_LOW, id.getLeastSignificantBits());
        put(at, ROW_HASH, rowHash);
        facts.set(ValueLayout.JAVA_FLOAT, (long) at * FACT_BYTES + SCALE, scale);
    }

    void copy(int at, Block to, int slot) {
        MemorySegment.copy(rows, (long) at * dimensions, to.rows, (long) slot * dimensions, dimensions);
        MemorySegment.copy(facts, (long) at * FACT_BYTES, to.facts, (long) slot * FACT_BYTES, FACT_BYTES);
    }

    void zero(int at) {
        rows.asSlice((long) at * dimensions, dimensions).fill((byte) 0);
        facts.asSlice((long) at * FACT_BYTES, FACT_BYTES).fill((byte) 0);
    }

    void zeroAll() {
        rows.fill((byte) 0);
        facts.fill((byte) 0);
    }

    double score(int at, Query query) {
        short[] values = query.values();
        long row = (long) at * dimensions;
        int dot = 0;
        for (int i = 0; i < values.length; i++) {
            dot += rows.get(ValueLayout.JAVA_BYTE, row + i) * values[i];
        }
        float scale = facts.get(ValueLayout.JAVA_FLOAT, (long) at * FACT_BYTES + SCALE);
        return Scoring.score(dot, scale, query.scale());
    }

    long rowId(int at) {
        return get(at, ROW_ID);
    }

    FacialId facialId(int at) {
        return new FacialId(new UUID(get(at, FACIAL_ID_HIGH), get(at, FACIAL_ID_LOW)));
    }

    boolean isOf(int at, UUID id) {
        return get(at, FACIAL_ID_HIGH) == id.getMostSignificantBits()
                && get(at, FACIAL_ID_LOW) == id.getLeastSignificantBits();
    }

    /** Facial IDs are random: any part of one is a hash of it. */
    long facialIdHash(int at) {
        return get(at, FACIAL_ID_LOW);
    }

    long rowHash(int at) {
        return get(at, ROW_HASH);
    }

    /** Every byte that this block has of anybody, for tests that look for leftovers. */
    byte[] memory() {
        byte[] all = new byte[(int) (rows.byteSize() + facts.byteSize())];
        MemorySegment.copy(rows, ValueLayout.JAVA_BYTE, 0, all, 0, (int) rows.byteSize());
        MemorySegment.copy(facts, ValueLayout.JAVA_BYTE, 0, all, (int) rows.byteSize(), (int) facts.byteSize());
        return all;
    }

    private long get(int at, int field) {
        return facts.get(ValueLayout.JAVA_LONG, (long) at * FACT_BYTES + field);
    }

    private void put(int at, int field, long value) {
        facts.set(ValueLayout.JAVA_LONG, (long) at * FACT_BYTES + field, value);
    }
}

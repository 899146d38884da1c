package dev.mien.index.search;

import dev.mien.contracts.FacialId;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.UUID;

/**
 * Memory for a fixed number of faces, outside the heap, where no collector moves it: overwriting a face leaves no copy.
 * By how often they are read: planes of the first stage (word-major: runs that a kernel reads in order), factors, the
 * rest of the sketches (row-major), rows, and what each row is. A face is there while its tag is not zero.
 */
final class Segment {
    /** Faces of a full-grown segment. */
    static final int FACES = 8192;

    private static final int ALIGNMENT = 64;
    private static final int SQUARE_BITS = 24;
    static final long ROW_ID_MAX = (1L << Long.SIZE - SQUARE_BITS) - 1;
    /** Of a face: tag (row and square of its template), Facial ID (two), hash of its row. */
    private static final int FACT_BYTES = 32;

    private static final int FACIAL_ID_HIGH = 8;
    private static final int FACIAL_ID_LOW = 16;
    private static final int ROW_HASH = 24;
    private static final VarHandle TAG = ValueLayout.JAVA_LONG.varHandle();

    private final Shape shape;
    private final int capacity;
    private final MemorySegment planes;
    private final MemorySegment factors;
    private final MemorySegment rest;
    private final MemorySegment rows;
    private final MemorySegment alphas;
    private final MemorySegment facts;

    /** @param capacity a multiple of {@link Kernel#STEP} */
    Segment(Shape shape, int capacity) {
        this.shape = shape;
        this.capacity = capacity;
        // Automatic: a reader may still be in memory that the gallery has let go of, and it is overwritten by then.
        Arena arena = Arena.ofAuto();
        planes = arena.allocate((long) capacity * shape.scannedWords() * Long.BYTES, ALIGNMENT);
        factors = arena.allocate((long) capacity * shape.factors() * Integer.BYTES, ALIGNMENT);
        rest = arena.allocate((long) capacity * shape.restWords() * Long.BYTES, ALIGNMENT);
        rows = arena.allocate((long) capacity * shape.size(), ALIGNMENT);
        alphas = arena.allocate(shape.centred() ? (long) capacity * Short.BYTES : 0, ALIGNMENT);
        facts = arena.allocate((long) capacity * FACT_BYTES, ALIGNMENT);
    }

    int capacity() {
        return capacity;
    }

    MemorySegment planes() {
        return planes;
    }

    MemorySegment factors() {
        return factors;
    }

    MemorySegment rest() {
        return rest;
    }

    static long tagOf(long rowId, int square) {
        return rowId << SQUARE_BITS | square;
    }

    static long rowId(long tag) {
        return tag >>> SQUARE_BITS;
    }

    /** Zero where nobody is, or somebody is being written. */
    long tag(int at) {
        return (long) TAG.getAcquire(facts, (long) at * FACT_BYTES);
    }

    void tag(int at, long tag) {
        TAG.setVolatile(facts, (long) at * FACT_BYTES, tag);
    }

    /** Writes everything but the tag. */
    void write(int at, FacialId facialId, long rowHash, Template face) {
        for (int w = 0; w < shape.scannedWords(); w++) {
            planes.setAtIndex(ValueLayout.JAVA_LONG, (long) w * capacity + at, face.words[w]);
        }
        MemorySegment.copy(
                face.words,
                shape.scannedWords(),
                rest,
                ValueLayout.JAVA_LONG,
                (long) at * shape.restWords() * Long.BYTES,
                shape.restWords());
        for (int f = 0; f < shape.factors(); f++) {
            factors.setAtIndex(ValueLayout.JAVA_INT, (long) f * capacity + at, face.factors[f]);
        }
        MemorySegment.copy(face.row, 0, rows, ValueLayout.JAVA_BYTE, (long) at * shape.size(), shape.size());
        if (shape.centred()) {
            alphas.setAtIndex(ValueLayout.JAVA_SHORT, at, face.alpha);
        }
        UUID id = facialId.value();
        put(at, FACIAL_ID_HIGH, id.getMostSignificantBits());
        put(at, FACIAL_ID_LOW, id.getLeastSignificantBits());
        put(at, ROW_HASH, rowHash);
    }

    /** Copies everything but the tag. */
    void copy(int at, Segment to, int place) {
        for (int w = 0; w < shape.scannedWords(); w++) {
            long word = planes.getAtIndex(ValueLayout.JAVA_LONG, (long) w * capacity + at);
            to.planes.setAtIndex(ValueLayout.JAVA_LONG, (long) w * to.capacity + place, word);
        }
        for (int f = 0; f < shape.factors(); f++) {
            int factor = factors.getAtIndex(ValueLayout.JAVA_INT, (long) f * capacity + at);
            to.factors.setAtIndex(ValueLayout.JAVA_INT, (long) f * to.capacity + place, factor);
        }
        copy(rest, at, to.rest, place, (long) shape.restWords() * Long.BYTES);
        copy(rows, at, to.rows, place, shape.size());
        copy(alphas, at, to.alphas, place, shape.centred() ? Short.BYTES : 0);
        MemorySegment.copy(
                facts,
                (long) at * FACT_BYTES + FACIAL_ID_HIGH,
                to.facts,
                (long) place * FACT_BYTES + FACIAL_ID_HIGH,
                FACT_BYTES - FACIAL_ID_HIGH);
    }

    private static void copy(MemorySegment from, int at, MemorySegment to, int place, long bytes) {
        MemorySegment.copy(from, at * bytes, to, place * bytes, bytes);
    }

    /** Overwrites a face whose tag is zero already. */
    void zero(int at) {
        for (int w = 0; w < shape.scannedWords(); w++) {
            planes.setAtIndex(ValueLayout.JAVA_LONG, (long) w * capacity + at, 0);
        }
        for (int f = 0; f < shape.factors(); f++) {
            factors.setAtIndex(ValueLayout.JAVA_INT, (long) f * capacity + at, 0);
        }
        zero(rest, at, (long) shape.restWords() * Long.BYTES);
        zero(rows, at, shape.size());
        zero(alphas, at, shape.centred() ? Short.BYTES : 0);
        zero(facts, at, FACT_BYTES);
    }

    private static void zero(MemorySegment of, int at, long bytes) {
        of.asSlice(at * bytes, bytes).fill((byte) 0);
    }

    void zeroAll() {
        for (int at = 0; at < capacity; at++) {
            tag(at, 0);
        }
        memory().forEach(part -> part.fill((byte) 0));
    }

    /** One word of every survivor's row is read for its own sake: so their cache misses overlap. */
    long touch(int[] slots, int count) {
        long sum = 0;
        if (shape.restWords() > 0) {
            for (int i = 0; i < count; i++) {
                sum += rest.get(ValueLayout.JAVA_LONG, (long) slots[i] * shape.restWords() * Long.BYTES);
            }
        }
        return sum;
    }

    /** The squared length of a face's whole code: with signs s of its planes, {@code |sum 2^p s_p|^2}. */
    int square(int at) {
        int words = shape.planeWords();
        int square = shape.size() * ((1 << 2 * shape.bits()) - 1) / 3;
        for (int one = 0; one < shape.bits(); one++) {
            for (int other = one + 1; other < shape.bits(); other++) {
                int differing = 0;
                for (int w = 0; w < words; w++) {
                    differing += Long.bitCount(word(at, one * words + w) ^ word(at, other * words + w));
                }
                square += (shape.size() - 2 * differing) << (2 * shape.bits() - 1 - one - other);
            }
        }
        return square;
    }

    private long word(int at, int word) {
        return word < shape.scannedWords()
                ? planes.getAtIndex(ValueLayout.JAVA_LONG, (long) word * capacity + at)
                : rest.getAtIndex(ValueLayout.JAVA_LONG, (long) at * shape.restWords() + word - shape.scannedWords());
    }

    boolean linear() {
        return shape.linear();
    }

    int lastFactor(int at) {
        return factors.getAtIndex(ValueLayout.JAVA_INT, (long) (shape.factors() - 1) * capacity + at);
    }

    short alpha(int at) {
        return shape.centred() ? alphas.getAtIndex(ValueLayout.JAVA_SHORT, at) : 0;
    }

    /** @param tag of that face */
    double score(int at, long tag, Probe probe, Kernel kernel) {
        int dot = kernel.dot(rows, (long) at * shape.size(), probe.values());
        return Score.of(dot, (int) tag & (1 << SQUARE_BITS) - 1, probe, alpha(at));
    }

    FacialId facialId(int at) {
        return new FacialId(new UUID(get(at, FACIAL_ID_HIGH), get(at, FACIAL_ID_LOW)));
    }

    /** Facial IDs are random: any part of one is a hash of it. */
    long facialIdHash(int at) {
        return get(at, FACIAL_ID_LOW);
    }

    long rowHash(int at) {
        return get(at, ROW_HASH);
    }

    /** All there is of anybody. */
    List<MemorySegment> memory() {
        return List.of(planes, factors, rest, rows, alphas, facts);
    }

    long bytes() {
        return memory().stream().mapToLong(MemorySegment::byteSize).sum();
    }

    private long get(int at, int field) {
        return facts.get(ValueLayout.JAVA_LONG, (long) at * FACT_BYTES + field);
    }

    private void put(int at, int field, long value) {
        facts.set(ValueLayout.JAVA_LONG, (long) at * FACT_BYTES + field, value);
    }
}

package dev.mien.index.vault;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The occasions that a template is the mean of, the enrollment first, each with its day. It holds copies of its own,
 * prints nothing and is zeroed on close.
 *
 * <p>At rest: a byte for the layout, then for each occasion its day (days since 1970-01-01, UTC, 4 bytes) and its numbers.
 */
public final class Occasions implements AutoCloseable {
    /** More than four add next to nothing (recognition.md). */
    public static final int MOST = 4;

    private static final byte LAYOUT = 1;
    private final List<Occasion> all;

    private record Occasion(LocalDate day, FaceVector vector) {}

    private Occasions(List<Occasion> all) {
        this.all = List.copyOf(all);
    }

    /** The enrollment alone. */
    public static Occasions first(LocalDate day, FaceVector vector) {
        return new Occasions(List.of(new Occasion(day, vector.copy())));
    }

    /** These and one more. @throws IllegalStateException when there are {@value #MOST} already */
    public Occasions with(LocalDate day, FaceVector vector) {
        if (full()) {
            throw new IllegalStateException("a template is the mean of at most " + MOST + " occasions");
        }
        List<Occasion> more = new ArrayList<>();
        all.forEach(one -> more.add(new Occasion(one.day(), one.vector().copy())));
        more.add(new Occasion(day, vector.copy()));
        return new Occasions(more);
    }

    public int count() {
        return all.size();
    }

    public boolean full() {
        return all.size() >= MOST;
    }

    public boolean hasDay(LocalDate day) {
        return all.stream().anyMatch(one -> one.day().equals(day));
    }

    /** The highest score of a face with any single one of them. */
    public double nearest(FaceVector vector) {
        return all.stream()
                .mapToDouble(one -> one.vector().similarity(vector))
                .max()
                .orElseThrow();
    }

    /** The enrollment's vector: still this one's to close. */
    public FaceVector enrollment() {
        return all.getFirst().vector();
    }

    /** Looks at one of them, whose vector stays this one's to close. */
    @FunctionalInterface
    public interface Visitor {
        void visit(LocalDate day, FaceVector vector);
    }

    /** The enrollment first. */
    public void forEach(Visitor visitor) {
        all.forEach(one -> visitor.visit(one.day(), one.vector()));
    }

    /** The template: every occasion counts once. The caller's to close. */
    public FaceVector mean() {
        double[] sum = new double[enrollment().dimensions()];
        for (Occasion one : all) {
            float[] values = one.vector().expose();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[i];
            }
        }
        double square = 0;
        for (double value : sum) {
            square += value * value;
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / Math.sqrt(square));
        }
        java.util.Arrays.fill(sum, 0);
        return FaceVector.owning(mean);
    }

    /** As it is at rest, in the clear: to be sealed or zeroed. */
    public byte[] write() {
        ByteBuffer plain = ByteBuffer.allocate(
                1 + all.size() * (Integer.BYTES + enrollment().dimensions() * Float.BYTES));
        plain.put(LAYOUT);
        for (Occasion one : all) {
            plain.putInt((int) one.day().toEpochDay());
            one.vector().write(plain);
        }
        return plain.array();
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @return empty when it was written by a version of ours with another layout
     */
    public static Optional<Occasions> read(ByteBuffer from, int dimensions) {
        List<Occasion> read = new ArrayList<>();
        try {
            if (from.get() != LAYOUT) {
                return Optional.empty();
            }
            int bytes = dimensions * Float.BYTES;
            while (from.hasRemaining()) {
                LocalDate day = LocalDate.ofEpochDay(from.getInt());
                read.add(new Occasion(day, FaceVector.read(from.slice(from.position(), bytes))));
                from.position(from.position() + bytes);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            read.forEach(one -> one.vector().close());
            return Optional.empty();
        }
        if (read.isEmpty() || read.size() > MOST) {
            read.forEach(one -> one.vector().close());
            return Optional.empty();
        }
        return Optional.of(new Occasions(read));
    }

    @Override
    public void close() {
        all.forEach(one -> one.vector().close());
    }

    @Override
    public String toString() {
        return "Occasions[" + all.size() + "]";
    }
}

package dev.mien.index.file;

import dev.mien.contracts.FacialId;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.Occasions;
import dev.mien.platform.crypto.SecretBytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A template on its way. It owns vector and occasions, prints nothing and is zeroed on close.
 *
 * @param paused whether its person is kept and not recognized
 * @param profile its place in the header's list
 * @param storedAt when it was enrolled, to the millisecond
 * @param occasions what it is the mean of; null: the enrollment alone, which is the vector
 */
public record CarriedTemplate(
        FacialId facialId, boolean paused, int profile, Instant storedAt, FaceVector vector, Occasions occasions)
        implements AutoCloseable {
    private static final byte ACTIVE = 1;
    private static final byte PAUSED = 2;
    private static final int FIXED_BYTES = 16 + 1 + 1 + 8 + 2 + 4;
    private static final Instant EARLIEST = Instant.EPOCH;
    /** Every database can keep moments up to here. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Rounding alone is less by far. */
    private static final double SAME_VECTOR = 1 - 1e-6;

    public CarriedTemplate {
        Objects.requireNonNull(facialId, "facialId");
        Objects.requireNonNull(storedAt, "storedAt");
        Objects.requireNonNull(vector, "vector");
    }

    /** In the clear: to be sealed and zeroed. */
    byte[] write() {
        try (SecretBytes learned = SecretBytes.owning(occasions == null ? new byte[0] : occasions.write())) {
            return write(learned.expose());
        }
    }

    private byte[] write(byte[] learned) {
        ByteBuffer plain = ByteBuffer.allocate(FIXED_BYTES + vector.dimensions() * Float.BYTES + learned.length);
        UUID id = facialId.value();
        plain.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        plain.put(paused ? PAUSED : ACTIVE).put((byte) profile).putLong(storedAt.toEpochMilli());
        plain.putShort((short) vector.dimensions());
        vector.write(plain);
        plain.putInt(learned.length).put(learned);
        return plain.array();
    }

    /** @throws IllegalArgumentException when it was written otherwise, or is of no profile of the header */
    static CarriedTemplate read(ByteBuffer from, FileHeader header) {
        FaceVector vector = null;
        try {
            FacialId facialId = new FacialId(new UUID(from.getLong(), from.getLong()));
            byte state = from.get();
            int profile = from.get();
            Instant storedAt = Instant.ofEpochMilli(from.getLong());
            int dimensions = from.getShort();
            if (state != ACTIVE && state != PAUSED
                    || storedAt.isBefore(EARLIEST)
                    || storedAt.isAfter(LATEST)
                    || profile < 0
                    || profile >= header.profiles().size()
                    || dimensions != header.profiles().get(profile).dimensions()) {
                throw new IllegalArgumentException("no template is like this");
            }
            vector = FaceVector.read(from.slice(from.position(), dimensions * Float.BYTES));
            from.position(from.position() + dimensions * Float.BYTES);
            Occasions occasions = occasions(from, vector);
            return new CarriedTemplate(facialId, state == PAUSED, profile, storedAt, vector, occasions);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException otherwise) {
            if (vector != null) {
                vector.close();
            }
            throw new IllegalArgumentException("no template is like this");
        }
    }

    private static Occasions occasions(ByteBuffer from, FaceVector vector) {
        int bytes = from.getInt();
        if (bytes != from.remaining()) {
            throw new IllegalArgumentException("there is more or less than there should be");
        }
        if (bytes == 0) {
            return null;
        }
        Occasions occasions = Occasions.read(from.slice(), vector.dimensions())
                .orElseThrow(() -> new IllegalArgumentException("occasions of another layout"));
        boolean theirs = false;
        try (FaceVector mean = occasions.mean()) {
            // It is the vector that is searched for, and the mean that is stored: of somebody else, it would be let in
            // unseen. Written so that NaN fails.
            theirs = cosine(mean, vector) >= SAME_VECTOR;
        } finally {
            if (!theirs) {
                occasions.close();
            }
        }
        if (!theirs) {
            throw new IllegalArgumentException("the template is not the mean of its occasions");
        }
        return occasions;
    }

    private static double cosine(FaceVector one, FaceVector other) {
        return one.similarity(other) / Math.sqrt(one.similarity(one) * other.similarity(other));
    }

    @Override
    public void close() {
        vector.close();
        if (occasions != null) {
            occasions.close();
        }
    }

    @Override
    public String toString() {
        return "CarriedTemplate[REDACTED]";
    }
}

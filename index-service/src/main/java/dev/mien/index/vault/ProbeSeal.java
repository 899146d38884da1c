package dev.mien.index.vault;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.Purpose;
import dev.mien.platform.crypto.Held;
import dev.mien.platform.crypto.SecretBytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals probes so that any replica can open them and nobody else, as {@link DerivedSeal} says. What a probe was made
 * for is sealed with it: nobody becomes a new person by having been recognized. Thread safe.
 */
public final class ProbeSeal {
    private static final String KEY = "mien/index/probe/v1";
    private static final int PROFILE_BYTES_MAX = 64;
    /** The widest face, and then some. */
    private static final int TEXT_MAX = 8_192;

    private static final int FIXED_BYTES = 1 + 16 + 8 + 16 + 8 + 8;

    private final DerivedSeal seal;

    public ProbeSeal(KeyEncryption encryption) {
        this.seal = new DerivedSeal(encryption, KEY, TEXT_MAX);
    }

    public String seal(ApplicationId application, ProbeContents probe) {
        return seal.seal(application, write(probe));
    }

    /** @return empty when it was altered, is of another application, or its key is gone */
    public Optional<ProbeContents> open(ApplicationId application, String text) {
        return seal.open(application, text).flatMap(ProbeSeal::read);
    }

    private static byte[] write(ProbeContents probe) {
        ProbeContents.Second second = probe.second();
        ByteBuffer plain = ByteBuffer.allocate(FIXED_BYTES
                + faceBytes(probe.profile(), probe.vector())
                + (second == null ? 0 : Double.BYTES + faceBytes(second.profile(), second.vector())));
        plain.put((byte) probe.purpose().ordinal());
        TemplatePlace.put(plain, probe.jti());
        plain.putLong(probe.expiresAt().toEpochMilli());
        TemplatePlace.put(plain, probe.searchedThrough().incarnation());
        plain.putLong(probe.searchedThrough().seq());
        plain.putDouble(probe.required());
        write(plain, probe.profile(), probe.vector());
        if (second != null) {
            plain.putDouble(second.required());
            write(plain, second.profile(), second.vector());
        }
        return plain.array();
    }

    private static int faceBytes(String profile, FaceVector vector) {
        int name = profile.getBytes(StandardCharsets.UTF_8).length;
        if (name > PROFILE_BYTES_MAX) {
            throw new IllegalArgumentException("a profile's name has at most " + PROFILE_BYTES_MAX + " bytes");
        }
        return 2 * Integer.BYTES + name + vector.dimensions() * Float.BYTES;
    }

    /** The profile's name, then the numbers, each after their count. */
    private static void write(ByteBuffer to, String profile, FaceVector vector) {
        byte[] name = profile.getBytes(StandardCharsets.UTF_8);
        to.putInt(name.length).put(name);
        to.putInt(vector.dimensions());
        vector.write(to);
    }

    private static String profile(ByteBuffer from) {
        byte[] name = new byte[Math.clamp(from.getInt(), 0, PROFILE_BYTES_MAX)];
        from.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private static FaceVector vector(ByteBuffer from) {
        int bytes = Math.clamp(from.getInt(), 1, FaceVector.DIMENSIONS_MAX) * Float.BYTES;
        FaceVector vector = FaceVector.read(from.slice(from.position(), bytes));
        from.position(from.position() + bytes);
        return vector;
    }

    private static Optional<ProbeContents> read(SecretBytes plain) {
        try (plain;
                Held held = new Held()) {
            ByteBuffer from = ByteBuffer.wrap(plain.expose());
            Purpose purpose = Purpose.values()[from.get()];
            UUID jti = uuid(from);
            Instant expiresAt = Instant.ofEpochMilli(from.getLong());
            HeadPosition through = new HeadPosition(uuid(from), from.getLong());
            double required = from.getDouble();
            String profile = profile(from);
            FaceVector vector = held.hold(vector(from));
            ProbeContents.Second second = null;
            if (from.hasRemaining()) {
                double nearEnough = from.getDouble();
                second = new ProbeContents.Second(profile(from), nearEnough, held.hold(vector(from)));
            }
            ProbeContents probe =
                    new ProbeContents(purpose, jti, expiresAt, through, required, profile, vector, second);
            held.handOn();
            return Optional.of(probe);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // Sealed by a version of ours with another layout.
            return Optional.empty();
        }
    }

    private static UUID uuid(ByteBuffer from) {
        return new UUID(from.getLong(), from.getLong());
    }
}

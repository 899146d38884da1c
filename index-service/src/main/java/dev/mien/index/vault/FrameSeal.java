package dev.mien.index.vault;

import dev.mien.contracts.ApplicationId;
import dev.mien.platform.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals pictures as {@link ProbeSeal} seals vectors, under a key of their own: any replica can open them and nobody
 * else, and neither passes for the other. Thread safe.
 */
public final class FrameSeal {
    private static final String KEY = "mien/index/frame/v1";
    private static final int FIXED_BYTES = 16 + 8;
    /** Of the picture; the suite's other services take bodies of several times that. */
    private static final int PICTURE_BYTES_MAX = 5 * 1024 * 1024;

    private static final int TEXT_MAX = PICTURE_BYTES_MAX / 3 * 4 + 1_024;

    private final DerivedSeal seal;

    public FrameSeal(KeyEncryption encryption) {
        this.seal = new DerivedSeal(encryption, KEY, TEXT_MAX);
    }

    /** @param contents stays the caller's to close */
    public String seal(ApplicationId application, FrameContents contents) {
        byte[] picture = contents.picture().expose();
        if (picture.length > PICTURE_BYTES_MAX) {
            throw new IllegalArgumentException("a picture to be sealed has at most " + PICTURE_BYTES_MAX + " bytes");
        }
        ByteBuffer plain = ByteBuffer.allocate(FIXED_BYTES + picture.length);
        TemplatePlace.put(plain, contents.jti());
        plain.putLong(contents.expiresAt().toEpochMilli()).put(picture);
        return seal.seal(application, plain.array());
    }

    /** @return empty when it was altered, is of another application, or its key is gone */
    public Optional<FrameContents> open(ApplicationId application, String text) {
        return seal.open(application, text).flatMap(FrameSeal::read);
    }

    private static Optional<FrameContents> read(SecretBytes plain) {
        try (plain) {
            byte[] all = plain.expose();
            if (all.length < FIXED_BYTES) {
                return Optional.empty();
            }
            ByteBuffer from = ByteBuffer.wrap(all);
            UUID jti = new UUID(from.getLong(), from.getLong());
            Instant expiresAt = Instant.ofEpochMilli(from.getLong());
            return Optional.of(new FrameContents(
                    jti, expiresAt, SecretBytes.owning(Arrays.copyOfRange(all, FIXED_BYTES, all.length))));
        }
    }
}

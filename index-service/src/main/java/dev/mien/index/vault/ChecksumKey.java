package dev.mien.index.vault;

import dev.mien.platform.crypto.Derived;
import dev.mien.platform.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of an application that no epoch ends: what it makes has to be the same on every replica, for as long as there
 * are rows. Thread safe; zeroed on close, which {@link ApplicationKeys} keeps apart from its use.
 */
final class ChecksumKey implements AutoCloseable {
    private static final String ROTATION = "mien/index/rotation/v1";
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] BLOCK = "rot".getBytes(StandardCharsets.US_ASCII);

    private final SecretBytes key;

    /** @param key closed with this */
    ChecksumKey(SecretBytes key) {
        this.key = key;
    }

    /** The first eight bytes of a row's HMAC, as a number. */
    long hash(RowContents row) {
        Mac mac = mac(key);
        for (ByteBuffer part : row.parts()) {
            mac.update(part);
        }
        return ByteBuffer.wrap(mac.doFinal()).getLong();
    }

    /** Blocks of a key that is derived for this alone, one after the other. The caller's to overwrite. */
    byte[] rotation(int bytes) {
        try (SecretBytes derived = Derived.key(key, ROTATION)) {
            Mac mac = mac(derived);
            ByteBuffer stream = ByteBuffer.allocate(bytes);
            for (int block = 0; stream.hasRemaining(); block++) {
                mac.update(BLOCK);
                byte[] next = mac.doFinal(
                        ByteBuffer.allocate(Integer.BYTES).putInt(block).array());
                stream.put(next, 0, Math.min(next.length, stream.remaining()));
                Arrays.fill(next, (byte) 0);
            }
            return stream.array();
        }
    }

    private static Mac mac(SecretBytes key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.expose(), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java", e);
        }
    }

    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "ChecksumKey[REDACTED]";
    }
}

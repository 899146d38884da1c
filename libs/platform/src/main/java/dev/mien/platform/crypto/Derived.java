package dev.mien.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys for single purposes from one master key: HKDF-Expand with SHA-256 (RFC 5869, section 2.3), one block. */
public final class Derived {
    private Derived() {}

    /** @return 32 bytes that only the holder of {@code master} can compute, different for each purpose */
    public static SecretBytes key(SecretBytes master, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master.expose(), "HmacSHA256"));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 1);
            return SecretBytes.owning(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }
}

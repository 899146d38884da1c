package dev.mien.stack.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A password or key as text. It never prints itself, and is compared in constant time. */
public final class Secret {
    private static final int BYTES = 32;

    private final String value;

    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret may not be blank");
        }
        this.value = value;
    }

    /** 256 bits as URL-safe base64 without padding: a password. */
    public static Secret randomPassword() {
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes()));
    }

    /** 256 bits as plain base64: a symmetric key. */
    public static Secret randomKey() {
        return new Secret(Base64.getEncoder().encodeToString(randomBytes()));
    }

    private static byte[] randomBytes() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The secret itself, for the one place that hands it on. */
    public String reveal() {
        return value;
    }

    /** Whether somebody who says {@code claim} knows it. */
    public boolean matches(String claim) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), claim.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}

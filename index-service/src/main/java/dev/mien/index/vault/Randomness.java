package dev.mien.index.vault;

import dev.mien.platform.crypto.SecretBytes;
import java.security.SecureRandom;

/** Fresh keys. The generator sits in a holder, so that no native executable is built with a seeded one. */
final class Randomness {
    private static final int KEY_BYTES = 32;

    private Randomness() {}

    static SecretBytes key() {
        byte[] key = new byte[KEY_BYTES];
        Lazy.SECURE.nextBytes(key);
        return SecretBytes.owning(key);
    }

    private static final class Lazy {
        static final SecureRandom SECURE = new SecureRandom();
    }
}

package dev.mien.index.vault;

import dev.mien.contracts.ApplicationId;
import dev.mien.platform.crypto.Aead;
import dev.mien.platform.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals secrets that only replicas of index-service are to open: under a key derived from the key-encryption key for
 * one purpose, bound to the application. The text is {@code <version of the key>.<base64url>}. Thread safe.
 */
final class DerivedSeal {
    private final KeyEncryption encryption;
    private final String purpose;
    private final int longest;

    /**
     * @param purpose what is sealed for one does not open for another
     * @param longest characters of a text; longer ones are not looked at
     */
    DerivedSeal(KeyEncryption encryption, String purpose, int longest) {
        this.encryption = encryption;
        this.purpose = purpose;
        this.longest = longest;
    }

    /** @param plain zeroed */
    String seal(ApplicationId application, byte[] plain) {
        try (SecretBytes secret = SecretBytes.owning(plain)) {
            String version = encryption.current();
            try (SecretBytes key = encryption.derive(version, purpose).orElseThrow()) {
                byte[] sealed = Aead.seal(key, secret.expose(), bind(application, version));
                return version + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
            }
        }
    }

    /** @return empty when it was altered, is of another application or purpose, or its key is gone */
    Optional<SecretBytes> open(ApplicationId application, String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > longest) {
            return Optional.empty();
        }
        String version = text.substring(0, dot);
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(text.substring(dot + 1));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        return encryption.derive(version, purpose).flatMap(key -> {
            try (key) {
                return Aead.open(key, sealed, bind(application, version));
            }
        });
    }

    private byte[] bind(ApplicationId application, String version) {
        return (purpose + "/" + version + "/" + application).getBytes(StandardCharsets.UTF_8);
    }
}

package dev.mien.enrollment.payload;

import dev.mien.contracts.context.PayloadSource;

/**
 * A payload as it lies in the database.
 *
 * @param bytes AES-256-GCM: nonce, ciphertext, tag
 * @param keyVersion of the key-encryption key
 */
public record SealedPayload(byte[] bytes, String keyVersion, PayloadSource source) {
    @Override
    public String toString() {
        return "SealedPayload[" + bytes.length + " bytes]";
    }
}

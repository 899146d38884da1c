package dev.mien.index.vault;

import java.util.Objects;

/**
 * A template at rest. The arrays are ciphertext and are handed on without copying: nobody changes them.
 *
 * @param sealed the vector under the template's own key
 * @param wrappedKey that key under the application's key of {@code epoch}
 */
@SuppressWarnings("ArrayRecordComponent")
public record SealedTemplate(byte[] sealed, byte[] wrappedKey, int epoch) {
    public SealedTemplate {
        Objects.requireNonNull(sealed, "sealed");
        Objects.requireNonNull(wrappedKey, "wrappedKey");
    }
}

package dev.mien.index.vault;

import java.util.Objects;

/**
 * A template at rest with what it is the mean of. The array is ciphertext and is handed on without copying.
 *
 * @param occasions under the same key of its own as the template, so that both are readable together or not at all; null:
 *     the enrollment alone, which is the template itself
 */
@SuppressWarnings("ArrayRecordComponent")
public record GrownTemplate(SealedTemplate template, byte[] occasions) {
    public GrownTemplate {
        Objects.requireNonNull(template, "template");
    }
}

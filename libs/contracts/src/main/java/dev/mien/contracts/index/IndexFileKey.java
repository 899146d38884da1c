package dev.mien.contracts.index;

import java.util.Objects;
import java.util.UUID;

/**
 * The key of an index file, for its owner's eyes.
 *
 * @param file the file's id
 * @param key the key in the clear
 */
public record IndexFileKey(UUID file, String key) {
    public IndexFileKey {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(key, "key");
    }

    @Override
    public String toString() {
        return "IndexFileKey[" + file + " REDACTED]";
    }
}

package dev.mien.index.replica;

import java.time.Duration;

/**
 * What one index takes of this process.
 *
 * @param bytes of memory
 * @param searches since the process started
 * @param searching what they took, all in all
 */
public record Use(long bytes, long searches, Duration searching) {
    static final Use NONE = new Use(0, 0, Duration.ZERO);
}

package dev.mien.index.epoch;

import java.time.Duration;

/**
 * How long keys live.
 *
 * @param length of an epoch: after it an application gets another key
 * @param backups how long a backup, an archived write-ahead log or a replica's old file is kept, at most
 */
public record Epochs(Duration length, Duration backups) {
    /** From the turn of an epoch until the last living row's key is wrapped anew, and the old key is retired, at most. */
    static final Duration TURNING = Duration.ofDays(1);

    public Epochs {
        if (length.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("mien.index.epoch must be at least an hour");
        }
        if (backups.isNegative()) {
            throw new IllegalArgumentException("mien.index.backup-retention must not be negative");
        }
    }
}

package dev.mien.contracts.index;

import java.util.Objects;
import java.util.UUID;

/**
 * A moment in the life of an application's index.
 *
 * @param incarnation renewed by every restore of the database: positions of different incarnations do not compare
 * @param seq the number of the last change that was seen, from 0
 */
public record HeadPosition(UUID incarnation, long seq) {
    public HeadPosition {
        Objects.requireNonNull(incarnation, "incarnation");
        if (seq < 0) {
            throw new IllegalArgumentException("seq must not be negative");
        }
    }
}

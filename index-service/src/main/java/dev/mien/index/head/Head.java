package dev.mien.index.head;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.index.HeadPosition;
import java.util.UUID;

/**
 * The head of an application's index.
 *
 * @param keyGeneration how often the application's keys have changed: whoever knows an older one has to read them again
 * @param seq the number of the last change
 * @param count templates
 * @param checksum the sum of their rows' keyed hashes, modulo 2^64
 * @param logStart erased rows are logged after this number only
 */
public record Head(
        ApplicationId application,
        UUID incarnation,
        int keyGeneration,
        long seq,
        long count,
        long checksum,
        long logStart) {

    public HeadPosition position() {
        return new HeadPosition(incarnation, seq);
    }

    /** The head after its application's keys have changed: a number of its own, so that every replica hears of it. */
    public Head turned() {
        return new Head(application, incarnation, keyGeneration + 1, seq + 1, count, checksum, logStart);
    }

    /** The head after all templates have gone, whatever it said of them before. */
    public Head emptied() {
        return new Head(application, incarnation, keyGeneration, seq + 1, 0, 0, logStart);
    }

    /** The head after one change that adds {@code rows} templates, hashes {@code hashes} in sum (negative: takes away). */
    public Head next(long rows, long hashes) {
        return new Head(application, incarnation, keyGeneration, seq + 1, count + rows, checksum + hashes, logStart);
    }
}

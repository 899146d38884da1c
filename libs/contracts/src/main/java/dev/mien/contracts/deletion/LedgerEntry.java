package dev.mien.contracts.deletion;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.util.Arrays;
import java.util.Objects;

/**
 * One line of the ledger of what must not be.
 *
 * @param number without gaps, in commit order, from 1
 * @param kind what is erased
 * @param subjectHash keyed hash of application and Facial ID (32 bytes); what holders keep for ever
 * @param applicationId null once the erasure is complete
 * @param facialId null once the erasure is complete, and for an application
 * @param undo whether the Facial ID never became active: then no public event tells of it
 */
public record LedgerEntry(
        long number, Kind kind, byte[] subjectHash, ApplicationId applicationId, FacialId facialId, boolean undo) {
    /** What an entry erases. */
    public enum Kind {
        FACIAL_ID,
        APPLICATION
    }

    /** Bytes of a {@link #subjectHash()}. */
    public static final int HASH_BYTES = 32;

    public LedgerEntry {
        Objects.requireNonNull(kind, "kind");
        if (number < 1 || subjectHash.length != HASH_BYTES) {
            throw new IllegalArgumentException("numbers begin with 1, and a subject hash has 32 bytes");
        }
        subjectHash = subjectHash.clone();
    }

    @Override
    public byte[] subjectHash() {
        return subjectHash.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LedgerEntry that
                && number == that.number
                && kind == that.kind
                && Arrays.equals(subjectHash, that.subjectHash)
                && Objects.equals(applicationId, that.applicationId)
                && Objects.equals(facialId, that.facialId)
                && undo == that.undo;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        return "LedgerEntry[" + number + " " + kind + "]";
    }
}

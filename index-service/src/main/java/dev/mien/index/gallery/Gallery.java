package dev.mien.index.gallery;

import dev.mien.contracts.FacialId;
import dev.mien.index.vault.FaceVector;
import java.util.List;
import java.util.Optional;

/**
 * Faces that can be searched exactly: the same hits and scores as comparing the query with every one of them. Any
 * number of threads may search while one writes: a search returns what it would in some order of the changes that were
 * made meanwhile.
 */
public interface Gallery {
    /**
     * Adds a face, or replaces the one of the same row.
     *
     * @param rowHash keyed hash of the row's contents; part of {@link #checksum()} while the row is here
     * @throws IllegalArgumentException when the vector has another number of dimensions
     */
    void insert(long rowId, FacialId facialId, long rowHash, FaceVector template);

    /** Forgets a row: nothing of it stays in this gallery's memory. @return false when it was not here */
    boolean erase(long rowId);

    /** @return the best {@code most} faces with a score of at least {@code floor}, best first, equals by row */
    List<Hit> search(Query query, double floor, int most);

    /** @return the score of one face; empty when it is not here */
    Optional<Hit> compare(Query query, FacialId only);

    /** How many faces are here. */
    int count();

    /** The sum of the hashes of the rows that are here, modulo 2^64. */
    long checksum();

    /** Bytes of memory that it takes, as far as they grow with its faces. */
    long bytes();

    /** Forgets everything. */
    void wipe();
}

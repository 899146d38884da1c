package dev.mien.contracts.index;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An application's index in figures.
 *
 * @param faces those of the policy's profile: what a search goes through
 * @param profiles templates by model profile; more than one while people move, none where the engine keeps them elsewhere
 * @param databaseBytes about what its rows take in PostgreSQL, their index entries included
 * @param memoryBytes what it takes in the memory of the replica that answered; every replica holds it once
 * @param growth days (UTC) with a change, oldest first, at most the last {@value #DAYS}
 * @param searches of the replica that answered
 * @param largestSearch among more faces than these a search recognizes nobody, at the policy's FPIR
 * @param share {@code faces} of {@code largestSearch}; null when no search at all recognizes anybody
 */
public record IndexFigures(
        long faces,
        List<ProfileFaces> profiles,
        long databaseBytes,
        long memoryBytes,
        List<Day> growth,
        Searches searches,
        long largestSearch,
        Double share) {
    /** Days of {@code growth}. */
    public static final int DAYS = 30;

    public IndexFigures {
        profiles = List.copyOf(profiles);
        growth = List.copyOf(growth);
    }

    /** Templates of one model profile. */
    public record ProfileFaces(String profile, long faces) {}

    /** Templates that were stored and erased on one day. */
    public record Day(LocalDate day, long stored, long erased) {}

    /**
     * What searching has cost.
     *
     * @param since when that replica started
     * @param meanMillis null before the first one
     */
    public record Searches(long count, Double meanMillis, Instant since) {}

    /** @return {@code faces} of {@code largestSearch}; null when that is 0 */
    public static Double share(long faces, long largestSearch) {
        return largestSearch <= 0 ? null : (double) faces / largestSearch;
    }
}

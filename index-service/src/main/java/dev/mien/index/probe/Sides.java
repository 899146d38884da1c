package dev.mien.index.probe;

import dev.mien.contracts.FacialId;
import dev.mien.index.gallery.Hit;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whose word counts when two model profiles have looked at one face: each has decided by its own threshold, and their
 * scores
 * are held against nothing of the other's. A hit is <em>accepted</em> from the threshold on, and <em>grey</em> below it.
 *
 * <ul>
 *   <li>Who has not moved counts by the old profile. Who has counts by the new one; by the old one only where the new one
 *       is not against it, so finds them as well.
 *   <li>Accepted wins over grey, whichever profile says so, if both speak of one person.
 *   <li>If they speak of two people, and either is accepted, nobody is recognized: two scores of different profiles
 *       cannot say who leads.
 *   <li>Where nobody is accepted, the new profile's hits are told, or the old one's if it has none.
 * </ul>
 */
sealed interface Sides {
    /** They speak of two people. */
    record Nobody() implements Sides {}

    /** The new profile answers. */
    record Later(List<Hit> hits) implements Sides {}

    /** The old profile answers. @param moves whether the first of them is accepted, and has not moved yet */
    record Old(List<Hit> hits, boolean moves) implements Sides {}

    /**
     * @param later hits of the new profile, best first, as {@code old} are of the old one
     * @param laterLimit from here on a hit of the new profile is accepted
     * @param moved whether somebody has a template of the new profile
     */
    static Sides of(List<Hit> later, double laterLimit, List<Hit> old, double oldLimit, Predicate<FacialId> moved) {
        List<Hit> staying =
                old.stream().filter(hit -> !moved.test(hit.facialId())).toList();
        if (later.isEmpty()) {
            return new Old(staying, accepted(staying, oldLimit));
        }
        List<Hit> counted = old.stream()
                .filter(hit -> staying.contains(hit) || hit.score() >= oldLimit && names(later, hit.facialId()))
                .toList();
        if (accepted(later, laterLimit)) {
            FacialId best = later.getFirst().facialId();
            boolean others = counted.stream().anyMatch(hit -> !hit.facialId().equals(best));
            return others ? new Nobody() : new Later(later);
        }
        if (!accepted(counted, oldLimit)) {
            return new Later(later);
        }
        FacialId best = counted.getFirst().facialId();
        boolean others = later.stream().anyMatch(hit -> !hit.facialId().equals(best));
        return others ? new Nobody() : new Old(counted, false);
    }

    private static boolean accepted(List<Hit> hits, double limit) {
        return !hits.isEmpty() && hits.getFirst().score() >= limit;
    }

    private static boolean names(List<Hit> hits, FacialId facialId) {
        return hits.stream().anyMatch(hit -> hit.facialId().equals(facialId));
    }
}

package dev.mien.enrollment.profile;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;

/**
 * Where one Facial ID stands.
 *
 * @param version of the last event that told of it, 0 while none has
 * @param everActive whether it was ever active: if not, nobody outside has heard of it
 * @param erasureNumber the ledger's number; null while it has none
 */
public record Standing(
        ApplicationId application,
        FacialId facialId,
        ProfileState state,
        long version,
        boolean everActive,
        Long erasureNumber) {
    /** Whether this is an enrollment that was undone under {@code number}. */
    public boolean undoneUnder(long number) {
        return state == ProfileState.ERASING && !everActive && erasureNumber != null && erasureNumber == number;
    }
}

package dev.mien.contracts.enrollment;

import dev.mien.contracts.FacialId;
import java.util.List;

/** Those of the asked Facial IDs that are known, with their states; the unknown ones are left out. */
public record LookupAnswer(List<Known> known) {
    public LookupAnswer {
        known = List.copyOf(known);
    }

    /**
     * One Facial ID that there is.
     *
     * @param pinSet whether a PIN protects it
     */
    public record Known(FacialId facialId, ProfileState state, boolean pinSet) {}
}

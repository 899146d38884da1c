package dev.mien.contracts.enrollment;

import dev.mien.contracts.FacialId;
import java.util.List;

/** Asks for the states of candidates, at most {@value #MAXIMUM}. */
public record LookupRequest(List<FacialId> facialIds) {
    public static final int MAXIMUM = 64;

    public LookupRequest {
        facialIds = List.copyOf(facialIds);
        if (facialIds.size() > MAXIMUM) {
            throw new IllegalArgumentException("at most " + MAXIMUM + " Facial IDs");
        }
    }
}

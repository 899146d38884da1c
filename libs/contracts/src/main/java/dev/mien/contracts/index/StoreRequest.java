package dev.mien.contracts.index;

import dev.mien.contracts.FacialId;
import java.util.List;
import java.util.Objects;

/**
 * Asks to store the probe under a Facial ID.
 *
 * @param duplicatesRefused whether a match newer than the probe forbids it
 * @param threshold the score from which a newer template is a match; the probe's {@code threshold}
 * @param ignore matches that enrollment-service has looked up and found to be nobody any more
 */
public record StoreRequest(
        String sealedProbe, FacialId facialId, boolean duplicatesRefused, double threshold, List<FacialId> ignore) {
    public StoreRequest {
        Objects.requireNonNull(sealedProbe, "sealedProbe");
        Objects.requireNonNull(facialId, "facialId");
        ignore = List.copyOf(ignore);
    }
}

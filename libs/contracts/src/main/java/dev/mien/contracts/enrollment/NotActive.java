package dev.mien.contracts.enrollment;

import dev.mien.contracts.FacialId;
import java.util.List;

/**
 * Everybody of an application whose profile is there and not active, at one moment.
 *
 * @param ledgerNumber what was applied then: whoever was erased up to it has no profile any more
 * @param paused kept, and not recognized
 * @param others pending or erasing
 */
public record NotActive(long ledgerNumber, List<FacialId> paused, List<FacialId> others) {
    /** People that one answer can name. */
    public static final int MOST = 100_000;

    public NotActive {
        paused = List.copyOf(paused);
        others = List.copyOf(others);
    }
}

package dev.mien.contracts.index;

import dev.mien.contracts.FacialId;
import java.util.List;
import java.util.Objects;

/**
 * Whose template one part holds.
 *
 * @param offset of the part among those that were sent, from 0
 * @param paused whether its person is kept and not recognized
 * @param matches others with this face, in the index or in an earlier part of these; empty where duplicates are not minded
 */
public record OpenedTemplate(int offset, FacialId facialId, boolean paused, List<FacialId> matches) {
    public OpenedTemplate {
        Objects.requireNonNull(facialId, "facialId");
        matches = List.copyOf(matches);
    }
}

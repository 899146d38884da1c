package dev.mien.contracts.enrollment;

import dev.mien.contracts.FacialId;
import java.util.Objects;

/**
 * A person's template, as far as anybody may know it.
 *
 * @param occasions how many occasions it is the mean of; 1 is the enrollment alone
 */
public record TemplateState(FacialId facialId, int occasions) {
    public TemplateState {
        Objects.requireNonNull(facialId, "facialId");
    }
}

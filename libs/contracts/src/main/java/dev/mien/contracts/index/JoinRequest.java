package dev.mien.contracts.index;

import java.util.Objects;

/**
 * Asks that a probe joins the template of the person in the path, as another occasion of the same face, or moves the
 * person to the model profile that people move to.
 *
 * @param movesOnly whether nothing is to be learned: the person has not agreed to the terms that say so
 */
public record JoinRequest(String sealedProbe, boolean movesOnly) {
    public JoinRequest {
        Objects.requireNonNull(sealedProbe, "sealedProbe");
    }

    public JoinRequest(String sealedProbe) {
        this(sealedProbe, false);
    }
}

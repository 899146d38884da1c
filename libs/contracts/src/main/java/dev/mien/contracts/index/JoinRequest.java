package dev.mien.contracts.index;

import java.util.Objects;

/** Asks that a probe joins the template of the person in the path, as another occasion of the same face. */
public record JoinRequest(String sealedProbe) {
    public JoinRequest {
        Objects.requireNonNull(sealedProbe, "sealedProbe");
    }
}

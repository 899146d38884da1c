package dev.mien.index.face;

import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.LivenessStep;
import dev.mien.index.embed.Asked;
import java.util.List;
import java.util.Objects;

/**
 * What a request wants beyond a template.
 *
 * @param asked what is estimated beside the template
 * @param liveness the guard that the frames have to pass
 * @param challenge the steps that the active check looks for, in order; empty where it is not asked for
 */
public record Requirements(Asked asked, Liveness liveness, List<LivenessStep> challenge) {
    /** A template, and nothing else. */
    public static final Requirements TEMPLATE = new Requirements(Asked.NOTHING, Liveness.NONE, List.of());

    public Requirements {
        Objects.requireNonNull(asked, "asked");
        Objects.requireNonNull(liveness, "liveness");
        challenge = List.copyOf(challenge);
        if (liveness.active() == challenge.isEmpty()) {
            throw new IllegalArgumentException("the active check has a challenge, and nothing else has");
        }
    }
}

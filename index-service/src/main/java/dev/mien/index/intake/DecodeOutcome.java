package dev.mien.index.intake;

import java.util.Objects;

/** What became of a frame's bytes. */
public sealed interface DecodeOutcome {

    /** Pixels; whoever receives them closes them. */
    record Decoded(Picture picture) implements DecodeOutcome {
        public Decoded {
            Objects.requireNonNull(picture, "picture");
        }
    }

    /** Nothing was allocated that is still held. */
    record Undecodable(Refusal refusal) implements DecodeOutcome {
        public Undecodable {
            Objects.requireNonNull(refusal, "refusal");
        }
    }
}

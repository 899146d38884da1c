package dev.mien.auth.decide;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import java.util.Objects;
import java.util.Optional;

/**
 * How an attempt was decided. Only {@link Matched} can let anybody in, and only once enrollment-service has confirmed
 * the person; what tells the others apart is never told to a browser beyond its code.
 */
public sealed interface Outcome {
    /** Kept with the attempt. */
    ScoreBand band();

    /** Why a PIN would be asked for, where one would settle it; kept with the attempt, and told to no browser. */
    default Optional<PinReason> pinReason() {
        return Optional.empty();
    }

    /**
     * One active person, and no other one near.
     *
     * @param score cosine similarity; for the redeeming backend alone
     * @param threshold the least score that was asked for
     * @param searched how many faces the probe was compared with; among some, how many were named
     * @param liveness which guard the frames have passed
     */
    record Matched(FacialId facialId, double score, double threshold, long searched, Liveness liveness)
            implements Outcome {
        public Matched {
            Objects.requireNonNull(facialId, "facialId");
            Objects.requireNonNull(liveness, "liveness");
        }

        @Override
        public ScoreBand band() {
            return ScoreBand.ABOVE;
        }
    }

    /** Nobody active reaches the threshold. */
    record Unrecognized(ScoreBand band) implements Outcome {
        public Unrecognized {
            Objects.requireNonNull(band, "band");
        }

        @Override
        public Optional<PinReason> pinReason() {
            return band == ScoreBand.GREY ? Optional.of(PinReason.CONFIDENCE) : Optional.empty();
        }
    }

    /** The search was among more faces than the profile's calibration tells apart. */
    record Unsearchable() implements Outcome {
        @Override
        public ScoreBand band() {
            return ScoreBand.NONE;
        }

        @Override
        public Optional<PinReason> pinReason() {
            return Optional.of(PinReason.GALLERY_SIZE);
        }
    }

    /** Two active people are too close to each other to say which of them it is. */
    record Ambiguous() implements Outcome {
        @Override
        public ScoreBand band() {
            return ScoreBand.ABOVE;
        }

        @Override
        public Optional<PinReason> pinReason() {
            return Optional.of(PinReason.COLLISION);
        }
    }

    /**
     * The frames were refused before anything that a search found was looked at.
     *
     * @param status the HTTP status that fits best
     * @param detail one sentence for the person or the developer
     */
    record Rejected(Code code, int status, String detail) implements Outcome {
        public Rejected {
            Objects.requireNonNull(code, "code");
        }

        @Override
        public ScoreBand band() {
            return ScoreBand.NONE;
        }
    }
}

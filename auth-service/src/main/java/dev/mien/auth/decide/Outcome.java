package dev.mien.auth.decide;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import java.util.Objects;

/**
 * How an attempt was decided. Only {@link Matched} can let anybody in, and only once enrollment-service has confirmed the
 * person; what tells the other three apart is never told to a browser beyond its code.
 */
public sealed interface Outcome {
    /** Kept with the attempt. */
    ScoreBand band();

    /**
     * One active person, and no other one near.
     *
     * @param score cosine similarity; for the redeeming backend alone
     * @param threshold the least score that was asked for
     * @param searched how many faces the probe was compared with
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
    }

    /** Two active people are too close to each other to say which of them it is. */
    record Ambiguous() implements Outcome {
        @Override
        public ScoreBand band() {
            return ScoreBand.ABOVE;
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

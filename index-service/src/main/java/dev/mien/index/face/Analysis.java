package dev.mien.index.face;

import dev.mien.contracts.Code;
import dev.mien.index.embed.Appearance;
import dev.mien.index.embed.Embedding;
import dev.mien.index.liveness.LivenessResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What became of the frames of one request. */
public sealed interface Analysis {

    /**
     * One person was seen.
     *
     * @param template the normalized mean of the good frames; whoever receives it closes it
     * @param frames those that joined the template, in order
     * @param appearance over these frames, where it was asked for
     */
    record Analysed(
            Embedding template, List<FrameReport> frames, LivenessResult liveness, Optional<Appearance> appearance)
            implements Analysis {
        public Analysed {
            Objects.requireNonNull(template, "template");
            Objects.requireNonNull(liveness, "liveness");
            Objects.requireNonNull(appearance, "appearance");
            frames = List.copyOf(frames);
        }
    }

    /**
     * The frames cannot be used; nothing of them is kept.
     *
     * @param status the HTTP status that fits best
     * @param detail one sentence for the person or the developer
     */
    record Refused(Code code, int status, String detail) implements Analysis {
        public Refused {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(detail, "detail");
        }

        Refused(Code code, String detail) {
            this(code, code.status(), detail);
        }
    }

    /** No pixel was touched: too many frames are waiting. */
    record Busy(Duration retryAfter) implements Analysis {
        public Busy {
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }
}

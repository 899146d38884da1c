package dev.mien.index.face;

import dev.mien.contracts.Code;
import dev.mien.index.profile.QualityLimits;
import dev.mien.index.quality.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** What became of two pictures that were compared. */
public sealed interface Comparison {

    /**
     * Each shows one good face.
     *
     * @param similarity cosine, -1 to 1
     * @param faces in the order of the pictures; what was not looked at is empty
     */
    record Compared(double similarity, List<FaceReport> faces) implements Comparison {
        public Compared {
            faces = List.copyOf(faces);
        }
    }

    /**
     * One of them cannot be used.
     *
     * @param status the HTTP status that fits best
     * @param detail says which one, counted from 1, and why
     */
    record Refused(Code code, int status, String detail) implements Comparison {
        public Refused {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** No pixel was touched: too many frames are waiting. */
    record Busy(Duration retryAfter) implements Comparison {
        public Busy {
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }

    /**
     * A face that no template would be made of is not compared either: no calibration knows what such a score is worth.
     *
     * @param outcomes of both; their sights stay the caller's to close
     */
    static Comparison of(List<FrameOutcome> outcomes, QualityLimits limits) {
        List<FrameOutcome.Seen> seen = new ArrayList<>();
        for (FrameOutcome outcome : outcomes) {
            String image = "Image " + (seen.size() + 1);
            switch (outcome) {
                case FrameOutcome.Undecodable(var refusal) -> {
                    return new Refused(Code.INVALID_IMAGE, refusal.reason().status(), image + ": " + refusal.detail());
                }
                case FrameOutcome.Faceless _ -> {
                    return refused(Code.NO_FACES_DETECTED, image + " shows no face.");
                }
                case FrameOutcome.Crowded _ -> {
                    return refused(Code.MANY_FACES, image + " shows a second face of comparable size.");
                }
                case FrameOutcome.Poor(var verdict, var _) -> {
                    return refused(verdict.code(), image + ": " + verdict.detail());
                }
                case FrameOutcome.Seen good -> seen.add(good);
            }
        }
        return new Compared(
                seen.getFirst()
                        .sight()
                        .embedding()
                        .similarity(seen.getLast().sight().embedding()),
                seen.stream().map(one -> report(one, limits)).toList());
    }

    private static FaceReport report(FrameOutcome.Seen seen, QualityLimits limits) {
        return new FaceReport(
                seen.box(),
                Optional.empty(),
                Measure.of(seen.figures(), limits),
                OptionalDouble.empty(),
                Optional.empty());
    }

    private static Refused refused(Code code, String detail) {
        return new Refused(code, code.status(), detail);
    }
}

package dev.mien.index.face;

import dev.mien.contracts.Code;
import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.Analysis.Refused;
import dev.mien.index.face.FrameOutcome.Crowded;
import dev.mien.index.face.FrameOutcome.Faceless;
import dev.mien.index.face.FrameOutcome.Poor;
import dev.mien.index.face.FrameOutcome.Seen;
import dev.mien.index.face.FrameOutcome.Undecodable;
import dev.mien.index.liveness.LivenessResult;
import dev.mien.index.quality.Verdict.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Makes one analysis of the outcomes of a request's frames. A frame that cannot be decoded, or that shows a crowd, refuses
 * the request; a frame without a face, or with a poor one, is only left out, as long as another one is good.
 */
final class FrameJudge {
    private final double consistencyThreshold;

    /** @param consistencyThreshold the score from which two frames of one sitting count as one person's */
    FrameJudge(double consistencyThreshold) {
        this.consistencyThreshold = consistencyThreshold;
    }

    /** The embeddings of the outcomes stay open; the caller closes them. */
    Analysis judge(List<FrameOutcome> outcomes) {
        List<Embedding> good = new ArrayList<>();
        List<FrameReport> reports = new ArrayList<>();
        Flaw flaw = null;
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case Undecodable(var refusal) -> {
                    return new Refused(
                            Code.INVALID_IMAGE,
                            refusal.reason().status(),
                            "Frame %d: %s".formatted(i + 1, refusal.detail()));
                }
                case Crowded _ -> {
                    return new Refused(
                            Code.MANY_FACES, "Frame %d shows a second face of comparable size.".formatted(i + 1));
                }
                case Poor poor -> flaw = flaw == null ? poor.flaw() : flaw;
                case Faceless _ -> {}
                case Seen(var embedding, var box, var figures, var years) -> {
                    good.add(embedding);
                    reports.add(new FrameReport(i, box.score(), figures, years));
                }
            }
        }
        if (good.isEmpty()) {
            return flaw == null
                    ? new Refused(Code.NO_FACES_DETECTED, "No frame shows a face.")
                    : new Refused(Code.POOR_QUALITY, flaw.advice());
        }
        if (!Consistency.onePerson(good, consistencyThreshold)) {
            return new Refused(Code.FACE_MISMATCH, "The frames do not all show the same person.");
        }
        return new Analysed(Embedding.mean(good), reports, new LivenessResult.NotChecked(), years(reports));
    }

    private static OptionalDouble years(List<FrameReport> reports) {
        return reports.stream()
                .map(FrameReport::years)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }
}

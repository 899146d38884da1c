package dev.mien.index.face;

import dev.mien.contracts.Code;
import dev.mien.index.embed.Appearance;
import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.Analysis.Refused;
import dev.mien.index.face.FrameOutcome.Crowded;
import dev.mien.index.face.FrameOutcome.Faceless;
import dev.mien.index.face.FrameOutcome.Poor;
import dev.mien.index.face.FrameOutcome.Seen;
import dev.mien.index.face.FrameOutcome.Undecodable;
import dev.mien.index.liveness.LivenessResult;
import dev.mien.index.quality.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes one analysis of the outcomes of a request's frames. A frame that cannot be decoded, or that shows a crowd,
 * refuses the request; a frame without a face, or with a poor one, is only left out, as long as another one is good.
 * Liveness comes before all that a template could say.
 */
final class FrameJudge {
    private final double consistencyThreshold;
    private final LivenessJudge liveness;

    /**
     * @param consistencyThreshold the score from which two frames of one sitting count as one person's
     * @param turnedThreshold the same where one of them shows a turned head
     */
    FrameJudge(double consistencyThreshold, double turnedThreshold) {
        this.consistencyThreshold = consistencyThreshold;
        this.liveness = new LivenessJudge(consistencyThreshold, turnedThreshold);
    }

    /** The sights in the outcomes stay open; the caller closes them. */
    Analysis judge(List<FrameOutcome> outcomes, Requirements requirements) {
        TreeMap<Integer, Seen> good = new TreeMap<>();
        Verdict.Poor poor = null;
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
                case Poor(var verdict, var _) -> poor = poor == null ? verdict : poor;
                case Faceless _ -> {}
                case Seen seen -> good.put(i, seen);
            }
        }
        if (good.isEmpty()) {
            return poor == null
                    ? new Refused(Code.NO_FACES_DETECTED, "No frame shows a face.")
                    : new Refused(poor.code(), poor.detail());
        }
        Optional<Refused> spoofed = liveness.judge(outcomes, good, requirements);
        return spoofed.isPresent() ? spoofed.get() : template(good, requirements);
    }

    private Analysis template(TreeMap<Integer, Seen> good, Requirements requirements) {
        List<Embedding> embeddings =
                good.values().stream().map(seen -> seen.sight().embedding()).toList();
        if (!Consistency.onePerson(embeddings, consistencyThreshold)) {
            return new Refused(Code.FACE_MISMATCH, "The frames do not all show the same person.");
        }
        List<FrameReport> reports = good.entrySet().stream()
                .map(entry -> report(entry.getKey(), entry.getValue()))
                .toList();
        LivenessResult checked = switch (requirements.liveness()) {
            case NONE -> new LivenessResult.NotChecked();
            case PASSIVE, ACTIVE, BOTH -> new LivenessResult.Passed();
        };
        Optional<Appearance> looks = Appearance.mean(
                reports.stream().flatMap(report -> report.appearance().stream()).toList());
        return new Analysed(Embedding.mean(embeddings), reports, checked, looks);
    }

    private static FrameReport report(int index, Seen seen) {
        return new FrameReport(index, seen.box(), seen.figures(), seen.appearance());
    }
}

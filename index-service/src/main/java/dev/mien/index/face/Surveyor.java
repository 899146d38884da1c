package dev.mien.index.face;

import dev.mien.contracts.Code;
import dev.mien.index.detect.Face;
import dev.mien.index.detect.FaceFinder;
import dev.mien.index.detect.Faces;
import dev.mien.index.detect.HeadPose;
import dev.mien.index.embed.AppearanceEstimator;
import dev.mien.index.embed.Asked;
import dev.mien.index.intake.DecodeOutcome;
import dev.mien.index.intake.Frame;
import dev.mien.index.intake.Intake;
import dev.mien.index.intake.Picture;
import dev.mien.index.liveness.PassiveCheck;
import dev.mien.index.profile.QualityLimits;
import dev.mien.index.quality.Measure;
import dev.mien.index.quality.QualityGate;
import java.util.Optional;
import java.util.OptionalDouble;

/** Looks at a picture and makes no template. With the tools of an analyst, whose thread it shares. */
final class Surveyor {
    private final Intake intake;
    private final FaceFinder finder;
    private final QualityGate gate;
    private final QualityLimits limits;
    private final Optional<AppearanceEstimator> appearance;
    private final Optional<PassiveCheck> passive;

    Surveyor(
            Intake intake,
            FaceFinder finder,
            QualityGate gate,
            QualityLimits limits,
            Optional<AppearanceEstimator> appearance,
            Optional<PassiveCheck> passive) {
        this.intake = intake;
        this.finder = finder;
        this.gate = gate;
        this.limits = limits;
        this.appearance = appearance;
        this.passive = passive;
    }

    /** @param asked what is estimated, where the profile can */
    Survey look(Frame frame, Asked asked) {
        return switch (intake.decode(frame, Intake.LONG_SIDE_KEPT)) {
            case DecodeOutcome.Undecodable(var refusal) ->
                new Survey.Refused(Code.INVALID_IMAGE, refusal.reason().status(), refusal.detail());
            case DecodeOutcome.Decoded(Picture picture) -> {
                try (picture) {
                    Faces found = finder.all(picture);
                    yield new Survey.Surveyed(
                            found.faces().stream()
                                    .map(face -> report(picture, face, asked))
                                    .toList(),
                            found.more());
                }
            }
        };
    }

    private FaceReport report(Picture picture, Face face, Asked asked) {
        return new FaceReport(
                face.box().scaled(picture.reduction()),
                HeadPose.of(face.landmarks()),
                Measure.of(gate.measure(face, picture), limits),
                passive.map(check -> OptionalDouble.of(check.look(picture, face.box())))
                        .orElse(OptionalDouble.empty()),
                appearance.flatMap(estimator -> estimator.estimate(picture, face.box(), asked)));
    }
}

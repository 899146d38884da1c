package dev.mien.index.face;

import dev.mien.index.align.ChipAligner;
import dev.mien.index.detect.Detection;
import dev.mien.index.detect.Face;
import dev.mien.index.detect.FaceFinder;
import dev.mien.index.detect.Finding;
import dev.mien.index.embed.Appearance;
import dev.mien.index.embed.AppearanceEstimator;
import dev.mien.index.embed.Asked;
import dev.mien.index.embed.Embedder;
import dev.mien.index.embed.Embedding;
import dev.mien.index.face.FrameOutcome.Crowded;
import dev.mien.index.face.FrameOutcome.Faceless;
import dev.mien.index.face.FrameOutcome.Poor;
import dev.mien.index.face.FrameOutcome.Seen;
import dev.mien.index.face.FrameOutcome.Undecodable;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.DecodeOutcome;
import dev.mien.index.intake.DecodeOutcome.Decoded;
import dev.mien.index.intake.Frame;
import dev.mien.index.intake.Intake;
import dev.mien.index.intake.Picture;
import dev.mien.index.liveness.MeshSigns;
import dev.mien.index.liveness.PassiveCheck;
import dev.mien.index.liveness.Signs;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.quality.QualityGate;
import dev.mien.index.quality.Verdict;
import dev.mien.platform.crypto.Held;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Takes one frame all the way. One for each worker, because it owns the buffers of its networks. */
final class FrameAnalyst implements AutoCloseable {
    private final Intake intake;
    private final FaceFinder finder;
    private final QualityGate gate;
    private final ChipAligner aligner;
    private final Embedder embedder;
    private final Optional<AppearanceEstimator> appearance;
    private final Optional<PassiveCheck> passive;
    private final Surveyor surveyor;

    FrameAnalyst(Intake intake, ModelProfile profile, Map<String, Network> networks) {
        this.intake = intake;
        this.finder = new FaceFinder(profile, networks);
        this.gate = new QualityGate(profile.quality());
        this.aligner = new ChipAligner(profile.alignment());
        this.embedder = new Embedder(profile.role("embed"), networks.get("embed"));
        this.appearance = profile.optionalRole("age").map(role -> new AppearanceEstimator(role, networks.get("age")));
        this.passive = PassiveCheck.of(profile, networks);
        this.surveyor = new Surveyor(intake, finder, gate, profile.quality(), appearance, passive);
    }

    FrameOutcome analyse(Frame frame, Requirements requirements) {
        return switch (intake.decode(frame, Intake.LONG_SIDE_KEPT)) {
            case DecodeOutcome.Undecodable undecodable -> new Undecodable(undecodable.refusal());
            case Decoded(Picture picture) -> {
                try (picture) {
                    yield analyse(frame, picture, requirements);
                }
            }
        };
    }

    /** What is on the frame, whoever it is. */
    Survey survey(Frame frame, Asked asked) {
        return surveyor.look(frame, asked);
    }

    private FrameOutcome analyse(Frame frame, Picture picture, Requirements requirements) {
        return switch (finder.find(picture)) {
            case Finding.NoFace _ -> new Faceless();
            case Finding.ManyFaces _ -> new Crowded();
            case Finding.OneFace(Face face) ->
                switch (gate.check(face, picture)) {
                    case Verdict.Poor poor ->
                        new Poor(
                                poor,
                                requirements.liveness().active()
                                        ? Optional.of(sight(frame, picture, face, requirements))
                                        : Optional.empty());
                    case Verdict.Good good -> {
                        Optional<Appearance> looks = appearance(picture, face.box(), requirements.asked());
                        Detection box = face.box().scaled(picture.reduction());
                        yield new Seen(sight(frame, picture, face, requirements), box, good.figures(), looks);
                    }
                };
        };
    }

    private Sight sight(Frame frame, Picture picture, Face face, Requirements requirements) {
        OptionalDouble live = requirements.liveness().passive()
                ? OptionalDouble.of(passive.orElseThrow(
                                () -> new IllegalArgumentException("the profile has no role that tells live faces"))
                        .look(picture, face.box()))
                : OptionalDouble.empty();
        try (Held held = new Held()) {
            Optional<Signs> signs = requirements.liveness().active()
                    ? Optional.of(held.hold(new MeshSigns(picture, face.landmarks())))
                    : Optional.empty();
            Sight sight = new Sight(embed(frame, picture, aligner.chipToPicture(face)), signs, live);
            held.handOn();
            return sight;
        }
    }

    /** A face that a reduced scale made smaller than its chip is drawn from the frame decoded once more, finer. */
    private Embedding embed(Frame frame, Picture picture, Affine chipToPicture) {
        if (picture.reduction() > 1 && chipToPicture.scale() < 1) {
            int longSide = Math.max(picture.width(), picture.height());
            int wanted = (int) Math.ceil(longSide / chipToPicture.scale());
            if (intake.decode(frame, wanted) instanceof Decoded(Picture finer)) {
                try (finer) {
                    double scale = (double) finer.width() / picture.width();
                    return embedder.embed(finer, chipToPicture.then(Affine.scaleThenShift(scale, 0, 0)));
                }
            }
        }
        return embedder.embed(picture, chipToPicture);
    }

    private Optional<Appearance> appearance(Picture picture, Detection box, Asked asked) {
        if (asked == Asked.NOTHING) {
            return Optional.empty();
        }
        return appearance
                .orElseThrow(() -> new IllegalArgumentException("the profile has no role that estimates ages"))
                .estimate(picture, box, asked);
    }

    @Override
    public void close() {
        finder.close();
        embedder.close();
        appearance.ifPresent(AppearanceEstimator::close);
        passive.ifPresent(PassiveCheck::close);
    }
}

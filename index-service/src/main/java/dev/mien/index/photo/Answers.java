package dev.mien.index.photo;

import dev.mien.contracts.index.ComparedFace;
import dev.mien.contracts.index.FaceBox;
import dev.mien.contracts.index.FaceOcclusion;
import dev.mien.contracts.index.FacePose;
import dev.mien.contracts.index.FaceQuality;
import dev.mien.contracts.index.MatchThreshold;
import dev.mien.contracts.index.PassiveLiveness;
import dev.mien.contracts.index.PhotoAnalysis;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.contracts.index.PhotoFace;
import dev.mien.contracts.index.QualityFigure;
import dev.mien.index.detect.Detection;
import dev.mien.index.detect.HeadPose;
import dev.mien.index.embed.Appearance;
import dev.mien.index.face.Comparison.Compared;
import dev.mien.index.face.FaceReport;
import dev.mien.index.face.Survey.Surveyed;
import dev.mien.index.liveness.PassiveCheck;
import dev.mien.index.profile.Calibration;
import dev.mien.index.profile.Genders;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.Threshold;
import dev.mien.index.quality.Measure;
import dev.mien.index.quality.Verdict.Flaw;
import dev.mien.index.resolve.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What the engine saw, in the words of the internal API. */
final class Answers {
    private static final String UNASKED = "The application's policy asks for no estimates.";

    private Answers() {}

    /** Two pictures are one person's from where on a named person would be confirmed: a match means the same everywhere. */
    static PhotoComparison comparison(ModelProfile profile, Compared compared) {
        Threshold threshold = profile.calibration().forFalseMatchRate(Limits.VERIFICATION_FMR);
        return new PhotoComparison(
                compared.similarity(),
                confidence(profile.calibration(), compared.similarity()),
                compared.similarity() >= threshold.score(),
                new MatchThreshold(threshold.score(), threshold.fmr(), threshold.extrapolated()),
                profile.name(),
                compared.faces().stream()
                        .map(face -> new ComparedFace(box(face.box()), quality(face.measures())))
                        .toList());
    }

    /** Beyond the last rate that enough pairs support, more similarity is no more confidence. */
    static double confidence(Calibration calibration, double similarity) {
        return 1 - Math.max(calibration.falseMatchRate(similarity), calibration.leastSupportedRate());
    }

    static PhotoAnalysis analysis(ModelProfile profile, boolean estimates, Surveyed surveyed) {
        return new PhotoAnalysis(
                profile.name(),
                surveyed.faces().stream().map(face -> face(profile, face)).toList(),
                surveyed.more(),
                unavailable(profile, estimates));
    }

    private static PhotoFace face(ModelProfile profile, FaceReport face) {
        OptionalDouble male = face.appearance().map(Appearance::male).orElse(OptionalDouble.empty());
        OptionalDouble confidence = Genders.confidence(male);
        return new PhotoFace(
                box(face.box()),
                face.box().score(),
                face.pose().map(Answers::pose).orElse(null),
                quality(face.measures()),
                occlusion(face.measures()),
                liveness(face.live()),
                face.appearance().map(Appearance::years).orElse(null),
                profile.genders().flatMap(genders -> genders.told(male)).orElse(null),
                confidence.isPresent() ? confidence.getAsDouble() : null);
    }

    private static Map<String, String> unavailable(ModelProfile profile, boolean estimates) {
        Map<String, String> reasons = new TreeMap<>();
        if (!PassiveCheck.possible(profile)) {
            reasons.put("liveness", fillsNoRole(profile, "liveness"));
        }
        if (profile.optionalRole("age").isEmpty()) {
            reasons.put("age", fillsNoRole(profile, "age"));
            reasons.put("gender", fillsNoRole(profile, "age"));
        } else if (!estimates) {
            reasons.put("age", UNASKED);
            reasons.put("gender", UNASKED);
        } else if (profile.genders().isEmpty()) {
            reasons.put(
                    "gender",
                    "The role \"age\" of the model profile \"%s\" has no output \"genders\"."
                            .formatted(profile.name()));
        }
        return reasons;
    }

    private static String fillsNoRole(ModelProfile profile, String role) {
        return "The model profile \"%s\" fills no role \"%s\".".formatted(profile.name(), role);
    }

    private static FaceBox box(Detection box) {
        return new FaceBox(box.left(), box.top(), box.width(), box.height());
    }

    private static FacePose pose(HeadPose pose) {
        return new FacePose(pose.yaw(), pose.pitch(), pose.roll());
    }

    private static FaceQuality quality(List<Measure> measures) {
        List<String> flaws = new ArrayList<>();
        for (Measure measure : measures) {
            if (measure.missed() && !flaws.contains(measure.flaw().name())) {
                flaws.add(measure.flaw().name());
            }
        }
        return new FaceQuality(
                flaws.isEmpty(), flaws, measures.stream().map(Answers::figure).toList());
    }

    private static QualityFigure figure(Measure measure) {
        return new QualityFigure(
                measure.name(),
                measure.figure(),
                measure.most() ? null : measure.limit(),
                measure.most() ? measure.limit() : null,
                measure.missed() ? measure.flaw().name() : null);
    }

    private static FaceOcclusion occlusion(List<Measure> measures) {
        Boolean mouth = missed(measures, Flaw.MOUTH_COVERED);
        Boolean eye = missed(measures, Flaw.EYE_COVERED);
        Boolean glasses = missed(measures, Flaw.DARK_GLASSES);
        return mouth == null && eye == null && glasses == null ? null : new FaceOcclusion(mouth, eye, glasses);
    }

    /** Null where the profile has no limit for it. */
    private static Boolean missed(List<Measure> measures, Flaw flaw) {
        Optional<Measure> measure =
                measures.stream().filter(one -> one.flaw() == flaw).findFirst();
        return measure.map(Measure::missed).orElse(null);
    }

    private static PassiveLiveness liveness(OptionalDouble live) {
        return live.isPresent()
                ? new PassiveLiveness(live.getAsDouble(), live.getAsDouble() >= PassiveCheck.LIVE_MIN)
                : null;
    }
}

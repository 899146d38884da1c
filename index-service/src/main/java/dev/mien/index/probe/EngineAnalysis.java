package dev.mien.index.probe;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.index.Estimates;
import dev.mien.contracts.index.FaceBox;
import dev.mien.contracts.index.InstalledProfile;
import dev.mien.index.detect.Detection;
import dev.mien.index.embed.Appearance;
import dev.mien.index.embed.Asked;
import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.FaceEngines;
import dev.mien.index.face.FrameReport;
import dev.mien.index.face.Requirements;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.resolve.Calibrated;
import dev.mien.index.resolve.Thresholds;
import dev.mien.index.vault.FaceVector;
import dev.mien.platform.multipart.Frame;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The engines that this process has loaded: one for each profile that it has. */
@Singleton
public class EngineAnalysis implements FaceAnalysis {
    private final FaceEngines engines;

    EngineAnalysis(FaceEngines engines) {
        this.engines = engines;
    }

    @Override
    public Optional<Thresholds> thresholds(String profile) {
        return engines.named(profile)
                .map(engine -> new Calibrated(engine.profile().calibration()));
    }

    @Override
    public List<Float> mean(String profile) {
        return engines.named(profile).map(engine -> engine.profile().mean()).orElse(List.of());
    }

    @Override
    public Optional<String> digest(String profile) {
        return engines.named(profile)
                .map(engine -> engine.profile().role("embed").sha256());
    }

    @Override
    public List<InstalledProfile> installed() {
        return engines.profiles().stream().map(this::installed).toList();
    }

    private InstalledProfile installed(ModelProfile profile) {
        FaceEngine engine = engines.named(profile.name()).orElseThrow();
        return new InstalledProfile(
                profile.name(),
                Arrays.stream(Liveness.values()).filter(engine::checks).collect(Collectors.toSet()),
                profile.optionalRole(InstalledProfile.AGE).isPresent() ? Set.of(InstalledProfile.AGE) : Set.of());
    }

    @Override
    public Sighting look(String profile, List<Frame> frames, Requirements wanted) {
        FaceEngine engine = engines.named(profile)
                .orElseThrow(() -> new IllegalArgumentException("the profile " + profile + " is not loaded"));
        if (wanted.asked() != Asked.NOTHING
                && engine.profile().optionalRole("age").isEmpty()) {
            return new Sighting.Unusable(
                    Code.PROCESSING_ERR, 503, "The model profile estimates no ages, and the policy asks for them.");
        }
        // The engine's frames are views of ours: the caller's close overwrites both.
        List<dev.mien.index.intake.Frame> views = frames.stream()
                .map(frame -> new dev.mien.index.intake.Frame(frame.expose()))
                .toList();
        return switch (engine.analyse(views, wanted)) {
            case Analysis.Refused(var code, var status, var detail) -> new Sighting.Unusable(code, status, detail);
            case Analysis.Busy(var retryAfter) -> new Sighting.Busy(retryAfter);
            case Analysis.Analysed analysed -> {
                try (Embedding template = analysed.template()) {
                    FrameReport best = sharpest(analysed.frames());
                    Estimates estimates = estimates(engine.profile(), analysed.appearance());
                    FaceBox box = box(best.box());
                    // Last: nothing that could fail stands between it and whoever closes it.
                    yield new Sighting.Seen(FaceVector.owning(template.copy()), estimates, best.index(), box);
                }
            }
        };
    }

    /** Of the frames that are good enough for a template. */
    private static FrameReport sharpest(List<FrameReport> good) {
        return good.stream()
                .max(Comparator.comparingDouble(report -> report.quality().sharpness()))
                .orElseThrow();
    }

    private static FaceBox box(Detection box) {
        return new FaceBox(box.left(), box.top(), box.width(), box.height());
    }

    /** A gender that the network is not sure of, or that nobody asked for, is none. */
    private static Estimates estimates(ModelProfile profile, Optional<Appearance> appearance) {
        return appearance
                .map(seen -> new Estimates(
                        seen.years(),
                        profile.genders()
                                .flatMap(genders -> genders.told(seen.male()))
                                .orElse(null)))
                .orElse(null);
    }
}

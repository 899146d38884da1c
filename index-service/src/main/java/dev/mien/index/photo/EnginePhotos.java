package dev.mien.index.photo;

import dev.mien.contracts.Code;
import dev.mien.contracts.index.PhotoAnalysis;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.index.embed.Asked;
import dev.mien.index.face.Comparison;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.FaceEngines;
import dev.mien.index.face.Survey;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The engines that this process has loaded. */
@Singleton
public class EnginePhotos implements FacePhotos {
    private final FaceEngines engines;

    public EnginePhotos(FaceEngines engines) {
        this.engines = engines;
    }

    @Override
    public PhotoComparison compare(String profile, List<Frame> two) {
        FaceEngine engine = engine(profile);
        return switch (engine.compare(two.stream().map(EnginePhotos::view).toList())) {
            case Comparison.Compared compared -> Answers.comparison(engine.profile(), compared);
            case Comparison.Refused(var code, var status, var detail) -> throw Refusal.of(code, status, detail);
            case Comparison.Busy(var pause) -> throw busy(pause);
        };
    }

    @Override
    public PhotoAnalysis analyse(String profile, boolean estimates, Frame one) {
        FaceEngine engine = engine(profile);
        return switch (engine.survey(view(one), estimates ? Asked.AGE_AND_GENDER : Asked.NOTHING)) {
            case Survey.Surveyed surveyed -> Answers.analysis(engine.profile(), estimates, surveyed);
            case Survey.Refused(var code, var status, var detail) -> throw Refusal.of(code, status, detail);
            case Survey.Busy(var pause) -> throw busy(pause);
        };
    }

    private FaceEngine engine(String profile) {
        return engines.named(profile)
                .orElseThrow(() -> Refusal.of(
                        Code.PROCESSING_ERR, 503, "The policy's model profile is not installed in index-service."));
    }

    /** The engine's frame is a view of ours: the caller's close overwrites both. */
    private static dev.mien.index.intake.Frame view(Frame frame) {
        return new dev.mien.index.intake.Frame(frame.expose());
    }

    private static Refusal busy(Duration pause) {
        return Refusal.later("index-service is busy looking at other faces.", pause);
    }
}

package dev.mien.index.face;

import dev.mien.contracts.context.Liveness;
import dev.mien.index.embed.Asked;
import dev.mien.index.face.Analysis.Busy;
import dev.mien.index.inference.Admission;
import dev.mien.index.inference.Workers;
import dev.mien.index.intake.Bounds;
import dev.mien.index.intake.Frame;
import dev.mien.index.liveness.MeshSigns;
import dev.mien.index.liveness.PassiveCheck;
import dev.mien.index.profile.ModelProfile;
import java.util.List;
import java.util.function.Function;

/**
 * Sees faces by one model profile. Safe for many threads; {@link #analyse} blocks its caller, which should be a virtual
 * thread, while a bounded number of workers compute.
 */
public final class FaceEngine implements AutoCloseable {
    /**
     * Frames of one sitting differ by pose alone, which strangers' scores do not know: the looser of the calibrated
     * rates turns nobody away and still tells two people apart.
     */
    private static final double CONSISTENCY_FMR = 1e-3;

    /** A turned head scores lower against its own front; rendered ones at 35 degrees about as low as this. */
    private static final double TURNED_FMR = 1e-2;

    private final ModelProfile profile;
    private final Workers<Desk> workers;
    private final AutoCloseable owned;
    private final FrameJudge judge;

    /**
     * Loads the profile's networks, for workers of its own.
     *
     * @param workers frames that are analysed at once; one a core is best
     * @param waiting frames that may wait for a worker; with the workers, at least one whole request
     */
    public FaceEngine(ModelProfile profile, int workers, int waiting) {
        this(profile, new FaceEngines(List.of(profile), workers, waiting));
    }

    private FaceEngine(ModelProfile profile, FaceEngines own) {
        this(profile, own.workers(), own);
    }

    /** @param owned what closes with this engine */
    FaceEngine(ModelProfile profile, Workers<Desk> workers, AutoCloseable owned) {
        this.profile = profile;
        this.workers = workers;
        this.owned = owned;
        this.judge = new FrameJudge(
                profile.calibration().forFalseMatchRate(CONSISTENCY_FMR).score(),
                profile.calibration().forFalseMatchRate(TURNED_FMR).score());
    }

    /** Whether the profile's networks can check this; a policy that asks for what they cannot is refused. */
    public boolean checks(Liveness liveness) {
        return (!liveness.active() || profile.role("landmarks").output("points").floats() == 3 * MeshSigns.POINTS)
                && (!liveness.passive() || PassiveCheck.possible(profile));
    }

    /** What scores are held against. */
    public ModelProfile profile() {
        return profile;
    }

    /**
     * Makes one template of all frames.
     *
     * @param frames 1 to {@link Bounds#FRAMES_MAX}; still the caller's to close
     */
    public Analysis analyse(List<Frame> frames, Requirements requirements) {
        if (frames.isEmpty() || frames.size() > Bounds.FRAMES_MAX) {
            throw new IllegalArgumentException("a request has 1 to " + Bounds.FRAMES_MAX + " frames");
        }
        List<Function<Desk, FrameOutcome>> tasks = frames.stream()
                .<Function<Desk, FrameOutcome>>map(
                        frame -> desk -> desk.analyst(profile).analyse(frame, requirements))
                .toList();
        return switch (workers.run(tasks, FaceEngine::close)) {
            case Admission.Busy<FrameOutcome>(var retryAfter) -> new Busy(retryAfter);
            case Admission.Done<FrameOutcome>(var outcomes) -> {
                try {
                    yield judge.judge(outcomes, requirements);
                } finally {
                    outcomes.forEach(FaceEngine::close);
                }
            }
        };
    }

    /**
     * Whether two pictures show one person. No template leaves this.
     *
     * @param two the caller's to close
     */
    public Comparison compare(List<Frame> two) {
        if (two.size() != 2) {
            throw new IllegalArgumentException("two pictures are compared");
        }
        List<Function<Desk, FrameOutcome>> tasks = two.stream()
                .<Function<Desk, FrameOutcome>>map(
                        frame -> desk -> desk.analyst(profile).analyse(frame, Requirements.TEMPLATE))
                .toList();
        return switch (workers.run(tasks, FaceEngine::close)) {
            case Admission.Busy<FrameOutcome>(var retryAfter) -> new Comparison.Busy(retryAfter);
            case Admission.Done<FrameOutcome>(var outcomes) -> {
                try {
                    yield Comparison.of(outcomes, profile.quality());
                } finally {
                    outcomes.forEach(FaceEngine::close);
                }
            }
        };
    }

    /**
     * What is on a picture, without a template of anybody.
     *
     * @param frame the caller's to close
     * @param asked what is estimated, where the profile has a role for it
     */
    public Survey survey(Frame frame, Asked asked) {
        List<Function<Desk, Survey>> task =
                List.of(desk -> desk.analyst(profile).survey(frame, asked));
        return switch (workers.run(task)) {
            case Admission.Busy<Survey>(var retryAfter) -> new Survey.Busy(retryAfter);
            case Admission.Done<Survey>(var surveys) -> surveys.getFirst();
        };
    }

    private static void close(FrameOutcome outcome) {
        outcome.shown().ifPresent(Sight::close);
    }

    @Override
    public void close() throws Exception {
        owned.close();
    }
}

package dev.mien.index.liveness;

import dev.mien.contracts.context.LivenessStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Whether frames show the steps of a challenge: all of them, in order, and no others. The first frame faces the camera
 * with open eyes; everything is compared with it.
 *
 * <p>Somebody blinks without being asked: a blink too many is no reason to refuse, one too few is. Since a challenge of
 * two steps always asks for a blink, no recording of one challenge passes for another all the same.
 */
public final class ActiveCheck {
    private ActiveCheck() {}

    /** What came of it. */
    public sealed interface Outcome {
        /** @param facing the frames, from 0, that face the camera with open eyes: what a template is made of */
        record Performed(List<Integer> facing) implements Outcome {
            public Performed {
                facing = List.copyOf(facing);
            }
        }

        /** Something was missing, out of order, or not asked for. */
        record NotPerformed() implements Outcome {}
    }

    /**
     * @param frames in the order in which they were taken
     * @param challenge at least one step
     */
    public static Outcome check(List<? extends Signs> frames, List<LivenessStep> challenge) {
        Objects.requireNonNull(challenge, "challenge");
        if (challenge.isEmpty()) {
            throw new IllegalArgumentException("without a challenge there is nothing to check");
        }
        if (frames.isEmpty()) {
            return new Outcome.NotPerformed();
        }
        Signs first = frames.getFirst();
        List<Movement> movements =
                frames.stream().map(frame -> Movement.between(first, frame)).toList();
        if (!answers(StepReader.in(movements), challenge)) {
            return new Outcome.NotPerformed();
        }
        List<Integer> facing = new ArrayList<>();
        for (int i = 0; i < movements.size(); i++) {
            if (movements.get(i).facing() && !movements.get(i).eyesShut()) {
                facing.add(i);
            }
        }
        return new Outcome.Performed(facing);
    }

    /** Blinks beyond the one that is asked for are passed over. */
    static boolean answers(List<LivenessStep> performed, List<LivenessStep> challenge) {
        int asked = 0;
        for (LivenessStep step : performed) {
            if (asked < challenge.size() && step == challenge.get(asked)) {
                asked++;
            } else if (step != LivenessStep.BLINK) {
                return false;
            }
        }
        return asked == challenge.size();
    }
}

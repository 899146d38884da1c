package dev.mien.index.liveness;

import dev.mien.contracts.context.LivenessStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the steps that a row of movements shows, in order: a step is counted when it begins, and once until it has
 * ended.
 */
final class StepReader {
    /** A face has come closer when it is this many times as large as it was. */
    private static final double CLOSER = 1.2;

    private final List<LivenessStep> steps = new ArrayList<>();
    private Optional<LivenessStep> holding = Optional.empty();
    private double base = 1;

    private StepReader() {}

    static List<LivenessStep> in(List<Movement> movements) {
        StepReader reader = new StepReader();
        movements.forEach(reader::see);
        return List.copyOf(reader.steps);
    }

    private void see(Movement movement) {
        if (movement.left()) {
            hold(LivenessStep.TURN_LEFT);
        } else if (movement.right()) {
            hold(LivenessStep.TURN_RIGHT);
        } else if (movement.facing()) {
            compareSize(movement.size());
            if (movement.eyesShut()) {
                hold(LivenessStep.BLINK);
            } else {
                holding = Optional.empty();
            }
        }
    }

    private void hold(LivenessStep step) {
        if (!holding.equals(Optional.of(step))) {
            steps.add(step);
            holding = Optional.of(step);
        }
    }

    /** Whoever came closer may stay there, come closer still, or go back: none of it is another step. */
    private void compareSize(double size) {
        boolean coming = !steps.isEmpty() && steps.getLast() == LivenessStep.CLOSER;
        if (size >= CLOSER * base && !coming) {
            steps.add(LivenessStep.CLOSER);
            base = size;
        } else if (coming) {
            base = Math.max(base, size);
        } else if (size < base / CLOSER) {
            base = size;
        }
    }
}

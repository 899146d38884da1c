package dev.mien.testing.faces;

import dev.mien.contracts.context.LivenessStep;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a camera sees of somebody who does what a challenge asks. */
public final class Performance {
    /** Frames of each step: on the way, done, and back again. */
    public static final int STEP_FRAMES = 3;

    private static final double TURN_DEGREES = 27;
    private static final double NEARER = 1.32;

    private Performance() {}

    /**
     * The face towards the camera, then each step with {@link #STEP_FRAMES}. Nobody holds quite still.
     *
     * @return a list that may be changed
     */
    public static List<BufferedImage> of(RenderedHead head, List<LivenessStep> challenge, Random random) {
        List<BufferedImage> frames = new ArrayList<>();
        frames.add(head.render(Attitude.STILL));
        for (LivenessStep step : challenge) {
            double sway = 2 * random.nextDouble() - 1;
            Attitude done = switch (step) {
                case TURN_LEFT -> new Attitude(TURN_DEGREES + 2 * sway, 2 * sway, sway, 1, 0);
                case TURN_RIGHT -> new Attitude(-TURN_DEGREES + 2 * sway, 2 * sway, sway, 1, 0);
                case CLOSER -> new Attitude(sway, sway, sway, NEARER, 0);
                case BLINK -> new Attitude(sway, sway, sway, 1, 1);
            };
            frames.add(head.render(halfWay(done)));
            frames.add(head.render(done));
            frames.add(head.render(new Attitude(sway, -sway, 2 * sway, 1 + 0.02 * sway, 0)));
        }
        return frames;
    }

    private static Attitude halfWay(Attitude done) {
        return new Attitude(
                done.yaw() / 2, done.pitch() / 2, done.roll(), (1 + done.nearer()) / 2, done.eyesClosed() / 2);
    }
}

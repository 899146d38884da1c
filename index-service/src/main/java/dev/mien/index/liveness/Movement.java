package dev.mien.index.liveness;

/**
 * How one frame's face differs from the first frame's. The limits were measured on rendered heads and on photos that
 * were turned as a whole: docs/liveness.md.
 *
 * @param turned degrees to the person's left
 * @param noseMoved to the person's left, as {@link Signs#noseShift}
 * @param size in sizes of the first frame
 * @param shut how much the eyes look shut: 0 for open ones, about 0.6 for shut ones
 */
record Movement(double turned, double noseMoved, double size, double shut) {
    /** A turn has at least this: a photo turned by 35 degrees as a whole seems to turn by 11 at most. */
    private static final double TURN_DEGREES = 15;

    /** And this: such a photo's nose moves by 0.10 at most, a head's by 0.11 at 15 degrees and 0.21 at 25. */
    private static final double TURN_NOSE = 0.12;

    /** Up to here the face looks at the camera, and its eyes and size can be compared. */
    private static final double FACING_DEGREES = 9;

    /** Open eyes stay under 0.29, nodding and turning a little; of shut ones 31 of 32 are above. */
    private static final double SHUT = 0.34;

    /** Opened wide is not less shut than open. */
    private static final double GAP_MAX = 1.1;

    static Movement between(Signs first, Signs frame) {
        double gap = Math.min(GAP_MAX, frame.lidGap() / first.lidGap());
        return new Movement(
                frame.yaw() - first.yaw(),
                frame.noseShift() - first.noseShift(),
                frame.size() / first.size(),
                1 - gap + 1 - frame.eyeLikeness(first));
    }

    boolean left() {
        return turned >= TURN_DEGREES && noseMoved >= TURN_NOSE;
    }

    boolean right() {
        return turned <= -TURN_DEGREES && noseMoved <= -TURN_NOSE;
    }

    boolean facing() {
        return Math.abs(turned) <= FACING_DEGREES;
    }

    boolean eyesShut() {
        return facing() && shut >= SHUT;
    }
}

package dev.mien.index.liveness;

/** A frame that says what it shows. */
record PlannedSigns(double yaw, double noseShift, double size, double lidGap, double likeness) implements Signs {
    static final PlannedSigns FACING = new PlannedSigns(-3, -0.02, 0.5, 0.28, 1);

    /** A head turned by degrees to its own left; its nose moves as rendered ones' do. */
    static PlannedSigns turned(double degrees) {
        return new PlannedSigns(-3 + degrees, -0.02 + degrees * 0.0115, 0.5, 0.28, 0.8);
    }

    PlannedSigns shut() {
        return new PlannedSigns(yaw, noseShift, size, 0.8 * lidGap, 0.6);
    }

    PlannedSigns nearer(double times) {
        return new PlannedSigns(yaw, noseShift, times * size, lidGap, 0.95);
    }

    @Override
    public double eyeLikeness(Signs other) {
        return likeness;
    }

    @Override
    public void close() {}
}

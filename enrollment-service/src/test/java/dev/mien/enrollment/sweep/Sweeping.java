package dev.mien.enrollment.sweep;

import jakarta.inject.Singleton;

/** Lets tests of other rooms sweep. */
@Singleton
public class Sweeping {
    private final Sweep sweep;

    Sweeping(Sweep sweep) {
        this.sweep = sweep;
    }

    public void sweep() {
        sweep.sweep();
    }
}

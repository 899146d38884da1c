package dev.mien.index.resolve;

import dev.mien.index.profile.Calibration;
import java.util.Objects;

/** Thresholds by the measured distributions of a profile. */
public record Calibrated(Calibration calibration) implements Thresholds {
    public Calibrated {
        Objects.requireNonNull(calibration, "calibration");
    }

    @Override
    public double identification(double fpir, long faces) {
        return calibration.forIdentification(fpir, faces).score();
    }

    @Override
    public long largestSearch(double fpir) {
        return calibration.largestSearch(fpir);
    }

    @Override
    public double verification(double fmr) {
        return calibration.forFalseMatchRate(fmr).score();
    }
}

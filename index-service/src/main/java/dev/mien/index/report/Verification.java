package dev.mien.index.report;

import dev.mien.index.profile.Calibration;
import dev.mien.index.profile.Threshold;
import java.util.ArrayList;
import java.util.List;

/**
 * Every photo against every other (1:1), at the thresholds that the profile's calibration gives for some rates.
 *
 * @param lines one for each rate
 * @param genuine counts of scores of one person's pairs, in bins of {@link #BIN} from -1 on
 * @param impostor the same of two people's pairs
 */
record Verification(List<Line> lines, long[] genuine, long[] impostor) {
    static final double BIN = 0.005;
    static final int BINS = 400;
    private static final double[] RATES = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6};

    /**
     * @param threshold for the false match rate that the calibration promises
     * @param falseNonMatches pairs of one person below it
     * @param falseMatches pairs of two people at or above it
     */
    record Line(Threshold threshold, Share falseNonMatches, Share falseMatches) {}

    /** @param persons of each photo */
    static Verification of(List<String> persons, Scores scores, Calibration calibration) {
        Threshold[] thresholds = new Threshold[RATES.length];
        for (int rate = 0; rate < RATES.length; rate++) {
            thresholds[rate] = calibration.forFalseMatchRate(RATES[rate]);
        }
        long[] below = new long[RATES.length];
        long[] reached = new long[RATES.length];
        long[] genuine = new long[BINS];
        long[] impostor = new long[BINS];
        long mates = 0;
        long strangers = 0;
        for (int one = 0; one < persons.size(); one++) {
            for (int other = one + 1; other < persons.size(); other++) {
                double score = scores.of(one, other);
                boolean same = persons.get(one).equals(persons.get(other));
                (same ? genuine : impostor)[bin(score)]++;
                mates += same ? 1 : 0;
                strangers += same ? 0 : 1;
                for (int rate = 0; rate < RATES.length; rate++) {
                    boolean matches = score >= thresholds[rate].score();
                    below[rate] += same && !matches ? 1 : 0;
                    reached[rate] += !same && matches ? 1 : 0;
                }
            }
        }
        List<Line> lines = new ArrayList<>();
        for (int rate = 0; rate < RATES.length; rate++) {
            lines.add(new Line(thresholds[rate], new Share(below[rate], mates), new Share(reached[rate], strangers)));
        }
        return new Verification(lines, genuine, impostor);
    }

    private static int bin(double score) {
        return (int) Math.clamp((score + 1) / BIN, 0, BINS - 1);
    }
}

package dev.mien.index.profile;

import java.util.Arrays;

/**
 * What a score is worth: how the scores of strangers and of the same people were distributed where it was measured.
 *
 * <p>Between the bins' edges the false match rate is interpolated along its logarithm. Below the rate that {@link
 * #TAIL_PAIRS_MIN} impostor pairs support it is extended along the slope of the last two decades. Tails of scores fall
 * faster than that, so the extension asks for rather too much than too little.
 */
public final class Calibration {
    /** Fewer impostor pairs above a score say nothing of a rate; and some of the last are the data set's own errors. */
    static final long TAIL_PAIRS_MIN = 30;

    /** A threshold that turns more than this share of genuine comparisons away recognizes nobody any more. */
    static final double FALSE_NON_MATCH_MAX = 0.5;

    private static final double SLOPE_FROM_FMR = 1e-4;

    /** A rate that was measured exactly is not lost to the last digit of a logarithm. */
    private static final double ROUNDING = 1e-9;

    private final double from;
    private final double step;
    private final double[] falseMatch;
    private final double[] genuineBelow;
    private final int lastSupported;

    /**
     * @param from lower edge of the first bin
     * @param step width of a bin
     * @param genuine counts of pairs of one person, by bin
     * @param impostor counts of pairs of two people, by bin
     */
    public Calibration(double from, double step, long[] genuine, long[] impostor) {
        long genuinePairs = Arrays.stream(genuine).sum();
        long impostorPairs = Arrays.stream(impostor).sum();
        if (!(step > 0) || genuine.length != impostor.length || genuinePairs < 100 || impostorPairs < 10_000) {
            throw new IllegalArgumentException("a calibration has bins, 100 genuine pairs and 10,000 impostor pairs");
        }
        this.from = from;
        this.step = step;
        this.falseMatch = new double[impostor.length];
        this.genuineBelow = new double[impostor.length];
        int supported = 0;
        long above = 0;
        for (int bin = impostor.length - 1; bin >= 0; bin--) {
            above += impostor[bin];
            falseMatch[bin] = (double) above / impostorPairs;
            if (supported == 0 && above >= TAIL_PAIRS_MIN) {
                supported = bin;
            }
        }
        long below = 0;
        for (int bin = 0; bin < genuine.length; bin++) {
            genuineBelow[bin] = (double) below / genuinePairs;
            below += genuine[bin];
        }
        this.lastSupported = supported;
    }

    /** For one named person (1:1). */
    public Threshold forFalseMatchRate(double fmr) {
        if (!(fmr > 0 && fmr < 1)) {
            throw new IllegalArgumentException("a false match rate lies between 0 and 1");
        }
        if (fmr < falseMatch[lastSupported]) {
            double score = edge(lastSupported) + Math.log(falseMatch[lastSupported] / fmr) / tailSlope();
            return new Threshold(score, fmr, falseNonMatch(score), true);
        }
        int bin = lastSupported;
        while (bin > 0 && falseMatch[bin - 1] <= fmr) {
            bin--;
        }
        double score = bin == 0 ? edge(0) : between(bin - 1, fmr);
        return new Threshold(score, fmr, falseNonMatch(score), false);
    }

    /**
     * For a search among {@code searched} faces: the false match rate of each comparison is the one with which all of
     * them together stay within {@code fpir}.
     */
    public Threshold forIdentification(double fpir, long searched) {
        if (!(fpir > 0 && fpir < 1) || searched < 0) {
            throw new IllegalArgumentException("an FPIR lies between 0 and 1, and nobody searches fewer than no faces");
        }
        // 1 - (1 - fpir)^(1/N), written so that large N lose no digits.
        double fmr = -Math.expm1(Math.log1p(-fpir) / Math.max(1, searched));
        return forFalseMatchRate(fmr);
    }

    /**
     * Up to how many faces a search still recognizes people: the threshold that so many ask for has been measured, not
     * extrapolated, and turns away every second genuine comparison at most.
     *
     * @param fpir as in {@link #forIdentification}
     * @return 0 when not even a search of one face does
     */
    public long largestSearch(double fpir) {
        if (!(fpir > 0 && fpir < 1)) {
            throw new IllegalArgumentException("an FPIR lies between 0 and 1");
        }
        double least = Math.max(leastSupportedRate(), falseMatchRate(highestUsefulScore()));
        return least >= 1 ? 0 : (long) Math.floor(Math.log1p(-fpir) / Math.log1p(-least) * (1 + ROUNDING));
    }

    /** The score up to which not more than {@link #FALSE_NON_MATCH_MAX} is turned away. */
    private double highestUsefulScore() {
        int bin = 0;
        while (bin + 1 < genuineBelow.length && genuineBelow[bin + 1] <= FALSE_NON_MATCH_MAX) {
            bin++;
        }
        if (bin + 1 == genuineBelow.length) {
            return edge(bin);
        }
        double share = (FALSE_NON_MATCH_MAX - genuineBelow[bin]) / (genuineBelow[bin + 1] - genuineBelow[bin]);
        return edge(bin) + share * step;
    }

    /** The share of strangers at or above {@code score}; never 0. */
    public double falseMatchRate(double score) {
        if (score >= edge(lastSupported)) {
            return falseMatch[lastSupported] * Math.exp(-(score - edge(lastSupported)) * tailSlope());
        }
        double position = Math.clamp((score - from) / step, 0, lastSupported);
        int bin = (int) position;
        double share = position - bin;
        return Math.exp((1 - share) * Math.log(falseMatch[bin]) + share * Math.log(falseMatch[bin + 1]));
    }

    /** The least false match rate that enough impostor pairs support; what is said below it is extrapolated. */
    public double leastSupportedRate() {
        return falseMatch[lastSupported];
    }

    /** The share of genuine pairs below {@code score}. */
    public double falseNonMatch(double score) {
        double position = Math.clamp((score - from) / step, 0, genuineBelow.length - 1);
        int bin = Math.min((int) position, genuineBelow.length - 2);
        double share = position - bin;
        return (1 - share) * genuineBelow[bin] + share * genuineBelow[bin + 1];
    }

    private double between(int bin, double fmr) {
        double share = Math.log(falseMatch[bin] / fmr) / Math.log(falseMatch[bin] / falseMatch[bin + 1]);
        return edge(bin) + share * step;
    }

    private double tailSlope() {
        int start = lastSupported - 1;
        while (start > 0 && falseMatch[start] < SLOPE_FROM_FMR) {
            start--;
        }
        return Math.log(falseMatch[start] / falseMatch[lastSupported]) / ((lastSupported - start) * step);
    }

    private double edge(int bin) {
        return from + bin * step;
    }
}

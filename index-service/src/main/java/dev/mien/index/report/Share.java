package dev.mien.index.report;

import java.util.Locale;

/**
 * So many of so many, with what that says about the share behind it: the interval of Clopper and Pearson at 95 %,
 * which is exact for independent trials, and never too narrow for few.
 *
 * @param hits 0 to {@code trials}
 */
record Share(long hits, long trials) {
    private static final double EACH_SIDE = 0.025;
    private static final int HALVINGS = 60;

    Share {
        if (hits < 0 || hits > trials) {
            throw new IllegalArgumentException("hits are among trials");
        }
    }

    /** Not a number when there were no trials. */
    double value() {
        return (double) hits / trials;
    }

    /** The least share of which so many hits, or more, are no surprise. */
    double low() {
        return hits == 0 ? 0 : solve(true);
    }

    /** The greatest share of which so few hits, or fewer, are no surprise. */
    double high() {
        return hits == trials ? 1 : solve(false);
    }

    /** {@code 3.4 % (1 of 29; 0.1 to 17.8 %)}; a dash without trials. */
    String text() {
        return trials == 0
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%s %% (%,d of %,d; %s to %s %%)",
                        percent(value()),
                        hits,
                        trials,
                        percent(low()),
                        percent(high()));
    }

    /** Three digits of what is small. */
    static String percent(double share) {
        double percent = 100 * share;
        int decimals = percent == 0 || percent >= 1 ? 1 : Math.min(6, 2 - (int) Math.floor(Math.log10(percent)));
        return String.format(Locale.ROOT, "%." + decimals + "f", percent);
    }

    private double solve(boolean lower) {
        double from = 0;
        double to = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double share = (from + to) / 2;
            // The lower bound: hits or more are as rare as one side allows. The upper one: hits or fewer.
            double tail = lower ? 1 - atMost(hits - 1, share) : atMost(hits, share);
            boolean rare = tail < EACH_SIDE;
            if (rare == lower) {
                from = share;
            } else {
                to = share;
            }
        }
        return (from + to) / 2;
    }

    /**
     * The probability of {@code most} hits or fewer, by the recursion of the binomial terms from the largest one on.
     */
    private double atMost(long most, double share) {
        double logTerm = logChoose(most) + most * Math.log(share) + (trials - most) * Math.log1p(-share);
        if (most > share * trials) {
            // The other tail is the shorter sum.
            return 1 - atLeast(most + 1, share);
        }
        double term = Math.exp(logTerm);
        double sum = 0;
        for (long k = most; k >= 0 && term > sum * 1e-17; k--) {
            sum += term;
            term *= k * (1 - share) / ((trials - k + 1) * share);
        }
        return sum;
    }

    private double atLeast(long least, double share) {
        double term = Math.exp(logChoose(least) + least * Math.log(share) + (trials - least) * Math.log1p(-share));
        double sum = 0;
        for (long k = least; k <= trials && term > sum * 1e-17; k++) {
            sum += term;
            term *= (trials - k) * share / ((k + 1) * (1 - share));
        }
        return sum;
    }

    private double logChoose(long k) {
        return logFactorial(trials) - logFactorial(k) - logFactorial(trials - k);
    }

    /** Exact sums where Stirling's series is not good to the last digits yet. */
    private static double logFactorial(long n) {
        if (n < 20) {
            double sum = 0;
            for (long k = 2; k <= n; k++) {
                sum += Math.log(k);
            }
            return sum;
        }
        double inverse = 1.0 / n;
        return n * Math.log(n)
                - n
                + 0.5 * Math.log(2 * Math.PI * n)
                + inverse / 12
                - inverse * inverse * inverse / 360
                + Math.pow(inverse, 5) / 1260;
    }
}

package dev.mien.index.bench;

/** How often something may happen that was seen so often. */
public final class UpperBound {
    private static final double DOUBT = 0.05;
    private static final int STEPS = 200;

    private UpperBound() {}

    /**
     * The rate that is not exceeded with a confidence of 95 % (Clopper and Pearson, one-sided): under any higher one,
     * so few would be seen in less than one of twenty trials. For none it is about three divided by all.
     *
     * @param seen of {@code all}
     */
    public static double of(int seen, int all) {
        if (seen < 0 || all < 1 || seen > all) {
            throw new IllegalArgumentException(seen + " of " + all + " cannot have been seen");
        }
        if (seen == all) {
            return 1;
        }
        double low = 0;
        double high = 1;
        for (int step = 0; step < STEPS; step++) {
            double rate = (low + high) / 2;
            if (atMost(seen, all, rate) > DOUBT) {
                low = rate;
            } else {
                high = rate;
            }
        }
        return high;
    }

    /** The chance of so many or fewer, each with the chance {@code rate}. */
    private static double atMost(int seen, int all, double rate) {
        double logOdds = Math.log(rate) - Math.log1p(-rate);
        double log = all * Math.log1p(-rate);
        double sum = Math.exp(log);
        for (int i = 1; i <= seen; i++) {
            log += Math.log((double) (all - i + 1) / i) + logOdds;
            sum += Math.exp(log);
        }
        return sum;
    }
}

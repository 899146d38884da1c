package dev.mien.index.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Prints how many pairs at the floor are lost, how many there might be, and how many theory expects. */
final class LossBench {
    private static final int STRANGERS = 8_192;
    private static final double[] SAFETIES = {6, 4};
    /** By the normal distribution, for each stage at which a face can be dropped. */
    private static final Map<Double, Double> BEYOND = Map.of(4.0, 3.167e-5, 6.0, 9.866e-10);

    private final PrintStream out;

    LossBench(PrintStream out) {
        this.out = out;
    }

    void measure(int dimensions, int pairs) {
        double floor = Targets.floors(dimensions)[0];
        int[] lost = new LossTrial(dimensions, floor, STRANGERS, "vector", SAFETIES).lost(pairs);
        // At 256 dimensions there are two stages; at 128 the limit is on the safe side, so it may be less.
        double stages = dimensions == 256 ? 2 : 1;
        out.printf(
                Locale.ROOT,
                "%n%d dimensions, %,d pairs exactly at the floor of %.3f, each searched for among %,d faces%n",
                dimensions,
                pairs,
                floor,
                STRANGERS);
        for (int i = 0; i < SAFETIES.length; i++) {
            out.printf(
                    Locale.ROOT,
                    "  dropped at %.0f deviations: %d lost, with 95 %% confidence at most %.1e; by theory %s%.1e = %.2g%s%n",
                    SAFETIES[i],
                    lost[i],
                    UpperBound.of(lost[i], pairs),
                    dimensions == 512 ? "" : "at most ",
                    stages * BEYOND.get(SAFETIES[i]),
                    stages * BEYOND.get(SAFETIES[i]) * pairs,
                    Targets.verdict(SAFETIES[i] == 6, lost[i], Targets.LOST));
        }
    }
}

package dev.mien.index.search;

/**
 * Which bit distances are too large for a score that reaches the floor, up to a chance of one in a billion. How the
 * limits come about stands in the package's description.
 */
final class Cut {
    /**
     * Standard deviations under the floor down to which a face is kept: one of a billion at the floor itself is lost.
     */
    static final double SAFETY = 6;
    /** Against the rounding of the limit, which is computed in floats: in units of the bit distance. */
    private static final double ROUNDING = 0.05;

    /** Of a sum of four floats, in units of the largest. */
    private static final double FLOAT_ERROR = 4e-7;

    private final Shape shape;
    private final Probe probe;
    private final double floor;
    private final double half;
    private final double spread;
    private final double wholeMiddle;
    /** Linear: what a code's length is multiplied by, for each cosine. */
    private final double[] perLength;

    private final double[] lengths;
    private final double wholeStep;
    /** The first stage's limit is {@code a + b u}, or {@code a + b p + c r + e z}. */
    final float a;

    final float b;
    final float c;
    final float e;

    /**
     * @param safety standard deviations; {@link #SAFETY}, but where it is measured what less would lose
     */
    Cut(Space space, Probe probe, double floor, double safety) {
        this.shape = space.shape();
        this.probe = probe;
        this.floor = floor;
        this.half = probe.u() / 2;
        double across = shape.centred() ? 1 : Math.sqrt(1 - Math.min(1, Math.max(0, floor) * Math.max(0, floor)));
        this.spread = safety * across / Math.sqrt(shape.size() - 1);
        this.wholeMiddle = middle(shape, shape.bits());
        this.wholeStep = Factors.uStep(shape, shape.bits());
        double middle = middle(shape, shape.upper()) + ROUNDING;
        if (shape.linear() && shape.restWords() > 0) {
            this.lengths = space.lengths();
            this.perLength = new double[Factors.COSINES];
            // Whoever's cosine is out of range is kept.
            perLength[0] = shape.longest(shape.bits()) * wholeMiddle;
            for (int code = 1; code < Factors.COSINES; code++) {
                double cosine = Factors.cosine(code);
                perLength[code] = half * (spread * Math.sqrt(1 + probe.error() - cosine * cosine) - floor * cosine);
            }
        } else {
            this.lengths = null;
            this.perLength = null;
        }
        if (shape.linear()) {
            double mean = Math.sqrt(2 * shape.size() / Math.PI);
            double top = Math.sqrt(shape.size() * (1 + probe.error()) - mean * mean);
            this.a = (float) (middle + half * spread * (top + mean * mean / top));
            this.b = (float) (-half * (floor + spread * mean / top) * Factors.uStep(shape, shape.upper()));
            this.c = 0;
            this.e = 0;
        } else {
            double p = -half * floor / probe.beta() * Factors.pStep(shape);
            double r = half * probe.alpha() / probe.beta() * Factors.rStep(shape);
            double worse = Math.sqrt(1 + Math.max(0, probe.error() - Factors.RHO) / Factors.RHO);
            double halfSteps = Math.abs(p) / 2 + Math.abs(r) / 2;
            this.a = (float) (middle - r * Factors.R_ZERO + halfSteps + Math.abs(r) * Factors.R_ZERO * FLOAT_ERROR);
            this.b = (float) p;
            this.c = (float) r;
            this.e = (float) (half * spread * worse * Factors.zStep(shape));
        }
    }

    /** Half the largest distance: what vectors at right angles have. */
    private static double middle(Shape shape, int bits) {
        return shape.size() * ((1 << bits) - 1) * ((1 << Code.QUERY_BITS) - 1) / 2.0;
    }

    /** The standard deviation of the first stage's estimates, for normally distributed numbers. */
    static double typicalDeviation(Shape shape) {
        double error = shape.upper() == 1 ? Math.PI / 2 - 1 : 0.13;
        return Math.sqrt((error + 0.012) / (shape.size() - 1));
    }

    /** Whether a face may reach the floor by its whole sketch, when one factor is enough. */
    boolean keeps(int distance, int factor) {
        int lower = Factors.whole(factor);
        double limit = wholeMiddle + lengths[lower / Factors.COSINES] * perLength[lower % Factors.COSINES];
        return distance <= limit + ROUNDING;
    }

    /**
     * Whether a face may reach the floor by its whole sketch, when its limit is its own.
     *
     * @param distance of the whole sketch
     * @param square the squared length of its code
     * @param factor its last factor
     */
    boolean keeps(int distance, int square, int factor, short alpha) {
        double u = Factors.whole(factor) * wholeStep;
        double least = floor;
        if (shape.centred()) {
            double along = Score.alpha(alpha);
            least = (floor - along * probe.alpha()) / (Score.beta(along) * probe.beta());
        }
        double towards = least < 0 ? (u + wholeStep) * least : u * least;
        double limit = wholeMiddle - half * towards + half * spread * Math.sqrt(square * (1 + probe.error()) - u * u);
        return distance <= limit + ROUNDING;
    }
}

package dev.mien.index.bench;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Faces of nobody, distributed as real ones are to an index: drawn from the statistics of a model's embeddings, in the
 * basis in which their covariance is diagonal. People are related by families, which stand for age, sex and descent.
 * With one seed always the same faces. Not thread safe.
 */
public final class DrawnFaces {
    private final float[] mean;
    /** Standard deviations. */
    private final double[] between;

    private final double[] within;
    private final double[] genuine;
    private final double[][] families;
    private final double shareFrom;
    private final double shareTo;
    private final RandomGenerator random;

    private DrawnFaces(Statistics of, long seed) {
        this.mean = of.mean();
        this.between = roots(of.between());
        this.within = roots(of.within());
        this.genuine = of.genuine();
        this.shareFrom = of.shareFrom();
        this.shareTo = of.shareTo();
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.families = new double[of.families()][];
        for (int i = 0; i < families.length; i++) {
            this.families[i] = drawn(between);
        }
    }

    /** @param dimensions 128, 256 or 512 */
    public static DrawnFaces of(int dimensions, long seed) {
        return new DrawnFaces(Statistics.of(dimensions), seed);
    }

    /** The mean of all faces, not of length one. */
    public float[] mean() {
        return mean.clone();
    }

    /** A stranger. */
    public float[] face() {
        double[] own = drawn(between);
        double[] face = new double[own.length];
        double share = families.length == 0 ? 0 : random.nextDouble(shareFrom, shareTo);
        double[] family = families.length == 0 ? own : families[random.nextInt(families.length)];
        double common = Math.sqrt(share);
        double apart = Math.sqrt(1 - share);
        for (int i = 0; i < face.length; i++) {
            face[i] = mean[i] + common * family[i] + apart * own[i];
        }
        return unit(face);
    }

    /** Another picture of a person, as similar as two pictures of one are. */
    public float[] genuine(float[] of) {
        double at = random.nextDouble() * (genuine.length - 1);
        int low = (int) at;
        double cosine = genuine[low] + (at - low) * (genuine[low + 1] - genuine[low]);
        return at(cosine, of);
    }

    /** A vector of that cosine to a face, otherwise off it as another picture would be. */
    public float[] at(double cosine, float[] of) {
        double[] off = drawn(within);
        double along = 0;
        for (int i = 0; i < off.length; i++) {
            along += off[i] * of[i];
        }
        double square = 0;
        for (int i = 0; i < off.length; i++) {
            off[i] -= along * of[i];
            square += off[i] * off[i];
        }
        double scale = Math.sqrt((1 - cosine * cosine) / square);
        for (int i = 0; i < off.length; i++) {
            off[i] = cosine * of[i] + scale * off[i];
        }
        return unit(off);
    }

    private double[] drawn(double[] deviations) {
        double[] drawn = new double[deviations.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = random.nextGaussian() * deviations[i];
        }
        return drawn;
    }

    private static double[] roots(double[] variances) {
        double[] roots = new double[variances.length];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = Math.sqrt(variances[i]);
        }
        return roots;
    }

    private static float[] unit(double[] vector) {
        double square = 0;
        for (double value : vector) {
            square += value * value;
        }
        double length = Math.sqrt(square);
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}

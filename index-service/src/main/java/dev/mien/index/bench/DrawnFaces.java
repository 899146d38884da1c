package dev.mien.index.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Faces of nobody, distributed as real ones are to an index: drawn from the statistics of a model's embeddings, in the
 * basis in which their covariance is diagonal. People are related by families, which stand for age, sex and descent.
 * With one seed always the same faces. Not thread safe.
 */
public final class DrawnFaces {
    private static final String STATISTICS = "distributions.json";
    /** No model of 512 dimensions was measured: this decay of the variances gives 278 effective dimensions. */
    private static final double DECAY_512 = decay(512, 278);

    private static final double GENUINE_GAIN_512 = 0.02;

    private final float[] mean;
    private final double[] between;
    private final double[] within;
    private final double[] genuine;
    private final double[][] families;
    private final double shareFrom;
    private final double shareTo;
    private final RandomGenerator random;

    private DrawnFaces(
            float[] mean,
            double[] between,
            double[] within,
            double[] genuine,
            int families,
            double shareFrom,
            double shareTo,
            long seed) {
        this.mean = mean;
        this.between = between;
        this.within = within;
        this.genuine = genuine;
        this.shareFrom = shareFrom;
        this.shareTo = shareTo;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.families = new double[families][];
        for (int i = 0; i < families; i++) {
            this.families[i] = drawn(between);
        }
    }

    /** @param dimensions 128, 256 or 512 */
    public static DrawnFaces of(int dimensions, long seed) {
        JsonNode all = statistics();
        JsonNode accurate = all.get("accurate-256");
        return switch (dimensions) {
            case 128 -> measured(all.get("standard-128"), seed);
            case 256 -> measured(accurate, seed);
            case 512 -> assumed(numbers(accurate, "genuine_cosine_percentiles"), seed);
            default -> throw new IllegalArgumentException("there are statistics for 128, 256 and 512 dimensions");
        };
    }

    private static DrawnFaces measured(JsonNode of, long seed) {
        double[] mean = numbers(of, "mean_in_eigenbasis");
        float[] single = new float[mean.length];
        for (int i = 0; i < mean.length; i++) {
            single[i] = (float) mean[i];
        }
        JsonNode families = of.get("families");
        boolean related = families != null && !families.isNull();
        return new DrawnFaces(
                single,
                numbers(of, "between_variances"),
                numbers(of, "within_variances"),
                numbers(of, "genuine_cosine_percentiles"),
                related ? families.get("count").asInt() : 0,
                related ? families.get("share_from").asDouble() : 0,
                related ? families.get("share_to").asDouble() : 0,
                seed);
    }

    private static DrawnFaces assumed(double[] genuine, long seed) {
        double[] variances = new double[512];
        for (int i = 0; i < variances.length; i++) {
            variances[i] = Math.exp(-DECAY_512 * i);
        }
        double[] closer = genuine.clone();
        for (int i = 0; i < closer.length; i++) {
            closer[i] = Math.min(0.999, closer[i] + GENUINE_GAIN_512);
        }
        return new DrawnFaces(new float[512], variances, variances, closer, 400, 0.05, 0.3, seed);
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
        for (int i = 0; i < face.length; i++) {
            face[i] = mean[i] + Math.sqrt(share) * family[i] + Math.sqrt(1 - share) * own[i];
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

    private double[] drawn(double[] variances) {
        double[] drawn = new double[variances.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = random.nextGaussian() * Math.sqrt(variances[i]);
        }
        return drawn;
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

    /** The decay a of variances {@code exp(-a i)} whose effective number {@code (sum w)^2 / sum w^2} is that. */
    private static double decay(int dimensions, double effective) {
        double low = 1e-6;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double a = (low + high) / 2;
            double sum = (1 - Math.exp(-a * dimensions)) / (1 - Math.exp(-a));
            double squares = (1 - Math.exp(-2 * a * dimensions)) / (1 - Math.exp(-2 * a));
            if (sum * sum / squares > effective) {
                low = a;
            } else {
                high = a;
            }
        }
        return low;
    }

    private static double[] numbers(JsonNode of, String field) {
        JsonNode list = of.get(field);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).asDouble();
        }
        return numbers;
    }

    private static JsonNode statistics() {
        try (InputStream file = DrawnFaces.class.getResourceAsStream(STATISTICS)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.mien.index.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * How a model's embeddings are distributed, in the basis in which their covariance is diagonal. Of no person.
 *
 * @param mean of all faces
 * @param between variances from person to person
 * @param within variances from picture to picture of one person
 * @param genuine percentiles of the cosine of two pictures of one person
 * @param families of people who are like each other; 0: everybody is independent
 * @param shareFrom the least that is a family's of a person, of the variance
 * @param shareTo the most
 */
@SuppressWarnings("ArrayRecordComponent")
record Statistics(
        float[] mean,
        double[] between,
        double[] within,
        double[] genuine,
        int families,
        double shareFrom,
        double shareTo) {
    private static final String FILE = "distributions.json";
    /** No model of 512 dimensions was measured: this decay of the variances gives 278 effective dimensions. */
    private static final double DECAY_512 = decay(512, 278);

    private static final double GENUINE_GAIN_512 = 0.02;

    /** @param dimensions 128, 256 or 512 */
    static Statistics of(int dimensions) {
        JsonNode all = read();
        JsonNode accurate = all.get("accurate-256");
        return switch (dimensions) {
            case 128 -> measured(all.get("standard-128"));
            case 256 -> measured(accurate);
            case 512 -> assumed(numbers(accurate, "genuine_cosine_percentiles"));
            default -> throw new IllegalArgumentException("there are statistics for 128, 256 and 512 dimensions");
        };
    }

    private static Statistics measured(JsonNode of) {
        double[] mean = numbers(of, "mean_in_eigenbasis");
        float[] single = new float[mean.length];
        for (int i = 0; i < mean.length; i++) {
            single[i] = (float) mean[i];
        }
        JsonNode families = of.get("families");
        boolean related = families != null && !families.isNull();
        return new Statistics(
                single,
                numbers(of, "between_variances"),
                numbers(of, "within_variances"),
                numbers(of, "genuine_cosine_percentiles"),
                related ? families.get("count").asInt() : 0,
                related ? families.get("share_from").asDouble() : 0,
                related ? families.get("share_to").asDouble() : 0);
    }

    private static Statistics assumed(double[] genuine) {
        double[] variances = new double[512];
        for (int i = 0; i < variances.length; i++) {
            variances[i] = Math.exp(-DECAY_512 * i);
        }
        double[] closer = genuine.clone();
        for (int i = 0; i < closer.length; i++) {
            closer[i] = Math.min(0.999, closer[i] + GENUINE_GAIN_512);
        }
        return new Statistics(new float[512], variances, variances, closer, 400, 0.05, 0.3);
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

    private static JsonNode read() {
        try (InputStream file = Statistics.class.getResourceAsStream(FILE)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.mien.models.torch;

import dev.mien.models.onnx.Weights;

/**
 * Batch normalization after training: a factor and a shift for each channel, which a convolution before it can take
 * over. Computed in double precision, where every platform gives the same.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Normalization(double[] factors, Weights shift) {

    /** PyTorch's default, which no network here changes. */
    private static final double EPSILON = 1e-5;

    static Normalization take(StateDictionary weights, String name) {
        float[] gain = weights.take(name + ".weight").values();
        float[] bias = weights.take(name + ".bias").values();
        float[] mean = weights.take(name + ".running_mean").values();
        float[] variance = weights.take(name + ".running_var").values();
        double[] factors = new double[gain.length];
        float[] shift = new float[gain.length];
        for (int i = 0; i < gain.length; i++) {
            factors[i] = gain[i] / Math.sqrt(variance[i] + EPSILON);
            shift[i] = (float) (bias[i] - mean[i] * factors[i]);
        }
        return new Normalization(factors, Weights.vector(shift));
    }

    /** @param filter whose first dimension is the output channel */
    Weights scaled(Weights filter) {
        int perChannel = filter.values().length / factors.length;
        float[] scaled = new float[filter.values().length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (filter.values()[i] * factors[i / perChannel]);
        }
        return new Weights(filter.shape(), scaled);
    }
}

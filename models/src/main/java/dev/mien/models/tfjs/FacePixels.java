package dev.mien.models.tfjs;

import dev.mien.models.onnx.Weights;

/** What face-api does to each pixel before either network: (value − mean of the channel) / 255. */
final class FacePixels {

    /** Red, green, blue, of 0..255: the means that dlib's network was trained with. */
    private static final float[] MEAN = {122.782f, 117.001f, 104.298f};

    private static final float RANGE = 255;

    private FacePixels() {}

    /** The mean as something to subtract from an NCHW picture. */
    static Weights mean() {
        return new Weights(new long[] {1, MEAN.length, 1, 1}, MEAN.clone());
    }

    static Weights range() {
        return Weights.vector(RANGE);
    }

    /** The filter (output, input channel, row, column) of a first convolution that takes undivided pixels. */
    static Weights divided(Weights filter) {
        float[] values = new float[filter.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = filter.values()[i] / RANGE;
        }
        return new Weights(filter.shape().clone(), values);
    }

    /**
     * The bias of a first convolution that takes pixels whose mean is not subtracted. Right only where the window
     * never reaches over the edge: zeros around the picture stand for the mean there.
     *
     * @param divided the filter that {@link #divided} answered
     */
    static Weights biasWithMean(Weights divided, Weights bias) {
        int window = divided.dimension(2) * divided.dimension(3);
        int perOutput = MEAN.length * window;
        float[] values = new float[bias.values().length];
        for (int output = 0; output < values.length; output++) {
            double shift = 0;
            for (int i = 0; i < perOutput; i++) {
                shift += (double) divided.values()[output * perOutput + i] * MEAN[i / window];
            }
            values[output] = (float) (bias.values()[output] - shift);
        }
        return Weights.vector(values);
    }
}

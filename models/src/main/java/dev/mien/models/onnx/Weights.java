package dev.mien.models.onnx;

import java.util.Arrays;

/**
 * A constant tensor of 32-bit floats, row by row. The arrays are not copied: whoever makes it hands them over.
 *
 * @param shape its dimensions, outermost first
 * @param values as many as the dimensions' product
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes; compared by nobody
public record Weights(long[] shape, float[] values) {

    public Weights {
        long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (size != values.length) {
            throw new IllegalArgumentException(
                    "%d values for the shape %s".formatted(values.length, Arrays.toString(shape)));
        }
    }

    public static Weights vector(float... values) {
        return new Weights(new long[] {values.length}, values);
    }

    /** The same values under other dimensions. */
    public Weights reshaped(long... dimensions) {
        return new Weights(dimensions, values);
    }

    public int dimension(int index) {
        return Math.toIntExact(shape[index]);
    }

    /**
     * The tensor with its dimensions in another order: dimension {@code i} of the result is dimension
     * {@code order[i]} of this one.
     */
    public Weights transposed(int... order) {
        int rank = shape.length;
        if (order.length != rank) {
            throw new IllegalArgumentException("%d dimensions, not %d".formatted(rank, order.length));
        }
        long[] to = new long[rank];
        long[] strides = new long[rank];
        for (int i = 0; i < rank; i++) {
            to[i] = shape[order[i]];
            strides[i] = strideOf(order[i]);
        }
        float[] out = new float[values.length];
        long[] index = new long[rank];
        for (int position = 0; position < out.length; position++) {
            long from = 0;
            for (int i = 0; i < rank; i++) {
                from += index[i] * strides[i];
            }
            out[position] = values[Math.toIntExact(from)];
            for (int i = rank - 1; i >= 0 && ++index[i] == to[i]; i--) {
                index[i] = 0;
            }
        }
        return new Weights(to, out);
    }

    private long strideOf(int dimension) {
        long stride = 1;
        for (int i = dimension + 1; i < shape.length; i++) {
            stride *= shape[i];
        }
        return stride;
    }
}

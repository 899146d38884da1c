package dev.mien.models.tflite;

import dev.mien.models.onnx.Layers.Edge;

/** What one step of a TensorFlow Lite network does. Pictures are NHWC: number, row, column, channel. */
sealed interface Operation {

    /** What follows an operation within it. */
    enum Activation {
        NONE,
        RELU
    }

    record Stride(int rows, int columns) {
        public Stride {
            if (rows < 1 || columns < 1) {
                throw new IllegalArgumentException("a stride below one");
            }
        }
    }

    record Convolution(Edge edge, Stride stride, Activation then) implements Operation {}

    record DepthwiseConvolution(Edge edge, Stride stride, Activation then) implements Operation {}

    record Maximum(Edge edge, Stride stride, int rows, int columns, Activation then) implements Operation {}

    record Sum(Activation then) implements Operation {}

    record Concatenation(int axis, Activation then) implements Operation {}

    record BilinearResize(boolean alignCorners, boolean halfPixelCentres) implements Operation {}

    record Reshape() implements Operation {}

    record Zeros() implements Operation {}

    record Relu() implements Operation {}

    record SlopedRelu() implements Operation {}

    /** From 16-bit floats to 32; only of constants. */
    record Widening() implements Operation {}
}

package dev.mien.models.tflite;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A TensorFlow Lite model as it lies in the file. Tensors are known by their place in {@code tensors}.
 */
@SuppressWarnings("ArrayRecordComponent") // read-only after reading, compared by nobody
record Network(List<Tensor> tensors, List<Step> steps, int[] inputs, int[] outputs) {

    /** An optional input that a step leaves out. */
    static final int ABSENT = -1;

    Network {
        tensors = List.copyOf(tensors);
        steps = List.copyOf(steps);
    }

    enum Kind {
        FLOAT32,
        FLOAT16,
        INT32
    }

    /** Empty {@code content} means that the tensor is computed. */
    record Tensor(String name, Kind kind, int[] shape, ByteBuffer content) {

        boolean constant() {
            return content.hasRemaining();
        }

        int rank() {
            return shape.length;
        }
    }

    record Step(Operation operation, int[] inputs, int output) {}
}

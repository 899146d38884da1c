package dev.mien.models.tflite;

import dev.mien.models.convert.UnsuitableModel;
import dev.mien.models.onnx.Weights;
import dev.mien.models.tflite.Network.Step;
import dev.mien.models.tflite.Network.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of a network that do not depend on the picture. */
final class Constants {

    private final List<Tensor> tensors;
    private final Map<Integer, Integer> widenedFrom = new HashMap<>();

    Constants(Network network) {
        this.tensors = network.tensors();
        for (Step step : network.steps()) {
            if (step.operation() instanceof Operation.Widening) {
                widenedFrom.put(step.output(), step.inputs()[0]);
            }
        }
    }

    boolean has(int tensor) {
        return tensors.get(source(tensor)).constant();
    }

    /** The tensor's floats under its own shape; 16-bit ones are widened. */
    Weights floats(int index) {
        Tensor tensor = constant(index);
        ByteBuffer content = tensor.content().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[size(tensor.shape())];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (tensor.kind()) {
                case FLOAT32 -> content.getFloat();
                case FLOAT16 -> Float.float16ToFloat(content.getShort());
                case INT32 -> throw new UnsuitableModel("the tensor %s is not of floats".formatted(tensor.name()));
            };
        }
        return new Weights(Arrays.stream(tensor.shape()).asLongStream().toArray(), values);
    }

    int[] ints(int index) {
        Tensor tensor = constant(index);
        if (tensor.kind() != Network.Kind.INT32) {
            throw new UnsuitableModel("the tensor %s is not of integers".formatted(tensor.name()));
        }
        ByteBuffer content = tensor.content().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int[] values = new int[size(tensor.shape())];
        for (int i = 0; i < values.length; i++) {
            values[i] = content.getInt();
        }
        return values;
    }

    private Tensor constant(int index) {
        Tensor tensor = tensors.get(source(index));
        if (!tensor.constant()) {
            throw new UnsuitableModel("the tensor %s is computed, a constant was expected".formatted(tensor.name()));
        }
        return tensor;
    }

    private int source(int index) {
        return widenedFrom.getOrDefault(index, index);
    }

    private static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}

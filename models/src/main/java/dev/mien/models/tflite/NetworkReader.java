package dev.mien.models.tflite;

import dev.mien.models.convert.UnsuitableModel;
import dev.mien.models.onnx.Layers.Edge;
import dev.mien.models.tflite.Network.Kind;
import dev.mien.models.tflite.Network.Step;
import dev.mien.models.tflite.Network.Tensor;
import dev.mien.models.tflite.Operation.Activation;
import dev.mien.models.tflite.Operation.Stride;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the flatbuffer; the numbers of fields, operators and types are those of TensorFlow Lite's {@code schema.fbs}. */
final class NetworkReader {

    private static final int IDENTIFIER_AT = 4;
    private static final String IDENTIFIER = "TFL3";

    private final FlatTable model;
    private final List<Integer> operators = new ArrayList<>();

    private NetworkReader(FlatTable model) {
        this.model = model;
    }

    static Network read(byte[] file) {
        try {
            if (!IDENTIFIER.equals(new String(file, IDENTIFIER_AT, IDENTIFIER.length(), StandardCharsets.ISO_8859_1))) {
                throw new UnsuitableModel("not a TensorFlow Lite model: the identifier TFL3 is missing");
            }
            return new NetworkReader(FlatTable.root(file)).network();
        } catch (IndexOutOfBoundsException cut) {
            throw new UnsuitableModel("the TensorFlow Lite model is cut off or damaged", cut);
        }
    }

    private Network network() {
        for (FlatTable code : model.tablesAt(1)) {
            // Operators up to 127 stand in a byte of their own, for readers older than the wider field.
            operators.add(Math.max(code.byteAt(0, 0), code.intAt(3, 0)));
        }
        List<FlatTable> graphs = model.tablesAt(2);
        if (graphs.size() != 1) {
            throw new UnsuitableModel("one graph was expected, not " + graphs.size());
        }
        FlatTable graph = graphs.getFirst();
        List<FlatTable> buffers = model.tablesAt(4);
        List<Tensor> tensors =
                graph.tablesAt(0).stream().map(table -> tensor(table, buffers)).toList();
        List<Step> steps = graph.tablesAt(3).stream().map(this::step).toList();
        return new Network(tensors, steps, graph.intsAt(1), graph.intsAt(2));
    }

    private static Tensor tensor(FlatTable table, List<FlatTable> buffers) {
        String name = table.textAt(3);
        if (table.has(6)) {
            throw new UnsuitableModel("the tensor %s is sparse".formatted(name));
        }
        Kind kind = switch (table.byteAt(1, 0)) {
            case 0 -> Kind.FLOAT32;
            case 1 -> Kind.FLOAT16;
            case 2 -> Kind.INT32;
            default -> throw new UnsuitableModel("the tensor %s has the type %d".formatted(name, table.byteAt(1, 0)));
        };
        return new Tensor(
                name, kind, table.intsAt(0), buffers.get(table.intAt(2, 0)).bytesAt(0));
    }

    private Step step(FlatTable table) {
        int[] outputs = table.intsAt(2);
        if (outputs.length != 1) {
            throw new UnsuitableModel("a step has %d outputs".formatted(outputs.length));
        }
        return new Step(operation(operators.get(table.intAt(0, 0)), table), table.intsAt(1), outputs[0]);
    }

    private static Operation operation(int operator, FlatTable step) {
        return switch (operator) {
            case 0 -> new Operation.Sum(activation(options(step), 0));
            case 2 -> new Operation.Concatenation(options(step).intAt(0, 0), activation(options(step), 1));
            case 3 -> convolution(options(step));
            case 4 -> depthwiseConvolution(options(step));
            case 6 -> new Operation.Widening();
            case 17 -> maximum(options(step));
            case 19 -> new Operation.Relu();
            case 22 -> new Operation.Reshape();
            case 23 ->
                new Operation.BilinearResize(
                        options(step).byteAt(2, 0) != 0, options(step).byteAt(3, 0) != 0);
            case 34 -> new Operation.Zeros();
            case 54 -> new Operation.SlopedRelu();
            default -> throw new UnsuitableModel("the operator number %d is not known here".formatted(operator));
        };
    }

    private static Operation convolution(FlatTable options) {
        requireDense(options.intAt(4, 1), options.intAt(5, 1));
        return new Operation.Convolution(edge(options), stride(options), activation(options, 3));
    }

    private static Operation depthwiseConvolution(FlatTable options) {
        requireDense(options.intAt(5, 1), options.intAt(6, 1));
        return new Operation.DepthwiseConvolution(edge(options), stride(options), activation(options, 4));
    }

    private static Operation maximum(FlatTable options) {
        return new Operation.Maximum(
                edge(options), stride(options), options.intAt(4, 0), options.intAt(3, 0), activation(options, 5));
    }

    private static FlatTable options(FlatTable step) {
        return step.tableAt(4).orElseThrow(() -> new UnsuitableModel("a step lacks its options"));
    }

    private static Edge edge(FlatTable options) {
        return options.byteAt(0, 0) == 0 ? Edge.SAME : Edge.VALID;
    }

    private static Stride stride(FlatTable options) {
        return new Stride(options.intAt(2, 0), options.intAt(1, 0));
    }

    private static void requireDense(int... dilation) {
        for (int factor : dilation) {
            if (factor != 1) {
                throw new UnsuitableModel("a convolution is dilated by " + factor);
            }
        }
    }

    private static Activation activation(FlatTable options, int field) {
        return switch (options.byteAt(field, 0)) {
            case 0 -> Activation.NONE;
            case 1 -> Activation.RELU;
            default ->
                throw new UnsuitableModel(
                        "the activation number %d is not known here".formatted(options.byteAt(field, 0)));
        };
    }
}

package dev.mien.models.openvino;

import dev.mien.models.convert.UnsuitableModel;
import dev.mien.models.onnx.Attribute;
import dev.mien.models.onnx.Graph;
import dev.mien.models.onnx.Layers;
import dev.mien.models.onnx.Shape;
import dev.mien.models.onnx.Weights;
import dev.mien.models.openvino.IrNetwork.Layer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an IR network as ONNX, layer by layer. The input is called {@code input}, and each output as the layer is that
 * it comes of. What IR fixes to one picture takes any number of them here.
 */
public final class IrConverter {

    private static final String INPUT = "input";

    private final IrNetwork network;
    private final IrWiring wiring;
    private final IrWeights weights;
    private final Graph graph;
    private final Layers layers;
    private final Map<Integer, String> computed = new HashMap<>();

    private IrConverter(String name, IrNetwork network, IrWeights weights) {
        this.network = network;
        this.wiring = new IrWiring(network);
        this.weights = weights;
        this.graph = new Graph(name);
        this.layers = new Layers(graph);
    }

    /**
     * @param name the graph's name
     * @param xml the description of the network
     * @param bin its weights
     * @return the ONNX model: the same bytes for the same arguments
     * @throws UnsuitableModel if it is no IR, or holds what is not known here
     */
    public static byte[] convert(String name, byte[] xml, byte[] bin) {
        return new IrConverter(name, IrReader.read(xml), new IrWeights(bin)).convert();
    }

    private byte[] convert() {
        for (Layer layer : network.layers()) {
            if (!layer.type().equals("Const") && !layer.type().equals("Result")) {
                computed.put(layer.id(), write(layer));
            }
        }
        for (Layer layer : network.layers()) {
            if (computed.containsKey(layer.id()) && wiring.isLast(layer)) {
                output(layer);
            }
        }
        return graph.toModel();
    }

    /** A picture of one pixel leaves as the vector that it is. */
    private void output(Layer layer) {
        String value = computed.get(layer.id());
        long[] shape = layer.onlyOutput().perImage();
        if (shape.length == 3 && shape[1] == 1 && shape[2] == 1) {
            value = graph.add("Flatten", List.of(value), Attribute.of("axis", 1));
            shape = new long[] {shape[0]};
        }
        graph.output(value, layer.name(), Shape.perImage(shape));
    }

    private String write(Layer layer) {
        return switch (layer.type()) {
            case "Input", "Parameter" ->
                graph.input(INPUT, Shape.perImage(layer.onlyOutput().perImage()));
            case "ScaleShift" -> scaleShift(layer);
            case "Convolution" -> convolution(layer);
            case "PReLU" -> prelu(layer);
            case "ReLU" -> layers.relu(value(layer, 0));
            case "Activation" -> activation(layer);
            case "Pooling" -> globalMean(layer);
            case "MaxPool" -> maximum(layer);
            case "Eltwise" -> elementwise(layer);
            case "Add" -> graph.add("Add", List.of(value(layer, 0), value(layer, 1)));
            case "Multiply" -> graph.add("Mul", List.of(value(layer, 0), value(layer, 1)));
            case "Reshape" -> flatten(layer);
            case "MatMul" -> product(layer);
            default -> throw new UnsuitableModel("layers of the type %s are not known here".formatted(layer.type()));
        };
    }

    private String scaleShift(Layer layer) {
        float[] factors = weights.blob(layer, "weights");
        float[] shifts = weights.blob(layer, "biases");
        String scaled = graph.add("Mul", List.of(value(layer, 0), graph.constant(perChannel(factors))));
        return graph.add("Add", List.of(scaled, graph.constant(perChannel(shifts))));
    }

    private static Weights perChannel(float[] values) {
        return new Weights(new long[] {1, values.length, 1, 1}, values);
    }

    private String convolution(Layer layer) {
        requireOnes(layer, "dilations");
        long[] strides = layer.numbers("strides");
        long[] padding = padding(layer);
        if (layer.blobs().isEmpty()) {
            return layers.convolution(
                    value(layer, 0), weights.constant(wiring.producer(layer, 1)), null, 1, strides, padding);
        }
        int groups = Math.toIntExact(layer.numbers("group")[0]);
        long[] kernel = layer.numbers("kernel");
        long channels = layer.input(0).shape().get(1);
        Weights filter = new Weights(
                new long[] {layer.numbers("output")[0], channels / groups, kernel[0], kernel[1]},
                weights.blob(layer, "weights"));
        Weights bias = layer.blobs().containsKey("biases") ? Weights.vector(weights.blob(layer, "biases")) : null;
        return layers.convolution(value(layer, 0), filter, bias, groups, strides, padding);
    }

    /** Top, left, bottom, right. */
    private static long[] padding(Layer layer) {
        long[] begin = layer.numbers("pads_begin");
        long[] end = layer.numbers("pads_end");
        return new long[] {begin[0], begin[1], end[0], end[1]};
    }

    private String prelu(Layer layer) {
        return layers.slopedRelu(value(layer, 0), weights.blob(layer, "weights"));
    }

    private String activation(Layer layer) {
        if (!layer.attribute("type").equals("sigmoid")) {
            throw new UnsuitableModel("the activation %s is not known here".formatted(layer.attribute("type")));
        }
        return graph.add("Sigmoid", List.of(value(layer, 0)));
    }

    private String globalMean(Layer layer) {
        List<Long> shape = layer.input(0).shape();
        long[] whole = {shape.get(2), shape.get(3)};
        if (!layer.attribute("pool-method").equals("avg")
                || !Arrays.equals(layer.numbers("kernel"), whole)
                || Arrays.stream(padding(layer)).anyMatch(pixels -> pixels != 0)) {
            throw new UnsuitableModel("pooling other than the mean of a whole picture is not known here");
        }
        return graph.add("GlobalAveragePool", List.of(value(layer, 0)));
    }

    private String maximum(Layer layer) {
        return graph.add(
                "MaxPool",
                List.of(value(layer, 0)),
                Attribute.list("kernel_shape", layer.numbers("kernel")),
                Attribute.list("strides", layer.numbers("strides")),
                Attribute.list("pads", padding(layer)),
                Attribute.of("ceil_mode", layer.attribute("rounding_type").equals("ceil") ? 1 : 0));
    }

    private String elementwise(Layer layer) {
        String operator = switch (layer.attribute("operation")) {
            case "sum" -> "Add";
            case "mul" -> "Mul";
            default ->
                throw new UnsuitableModel("the operation %s is not known here".formatted(layer.attribute("operation")));
        };
        return graph.add(operator, List.of(value(layer, 0), value(layer, 1)));
    }

    private String flatten(Layer layer) {
        long[] target = weights.wholes(wiring.producer(layer, 1));
        if (target.length != 2 || target[1] != -1 || (target[0] != 0 && target[0] != 1)) {
            throw new UnsuitableModel("a reshape to %s is not known here".formatted(Arrays.toString(target)));
        }
        return graph.add("Flatten", List.of(value(layer, 0)), Attribute.of("axis", 1));
    }

    private String product(Layer layer) {
        if (Boolean.parseBoolean(layer.attribute("transpose_a"))) {
            throw new UnsuitableModel("a product with a transposed left side is not known here");
        }
        Weights right = weights.constant(wiring.producer(layer, 1));
        boolean turned = Boolean.parseBoolean(layer.attribute("transpose_b"));
        return graph.add("MatMul", List.of(value(layer, 0), graph.constant(turned ? right.transposed(1, 0) : right)));
    }

    private static void requireOnes(Layer layer, String attribute) {
        if (Arrays.stream(layer.numbers(attribute)).anyMatch(value -> value != 1)) {
            throw new UnsuitableModel(
                    "the layer %s has %s, which are not known here".formatted(layer.name(), attribute));
        }
    }

    /** What comes in at the layer's n-th input: computed before, or a constant. */
    private String value(Layer layer, int index) {
        Layer from = wiring.producer(layer, index);
        if (from.type().equals("Const")) {
            return graph.constant(weights.constant(from));
        }
        String value = computed.get(from.id());
        if (value == null) {
            throw new UnsuitableModel("the layer %s is not computed where it is needed".formatted(from.name()));
        }
        return value;
    }
}

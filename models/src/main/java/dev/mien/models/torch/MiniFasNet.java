package dev.mien.models.torch;

import dev.mien.models.onnx.Attribute;
import dev.mien.models.onnx.Graph;
import dev.mien.models.onnx.Layers;
import dev.mien.models.onnx.Shape;
import dev.mien.models.onnx.Weights;
import java.util.List;

/**
 * MiniVision's network against presentation attacks: N,3,80,80 BGR of 0..255 to three probabilities (N,3), of which the
 * second says live. How many channels a block has is read from its weights, and so is whether its last one weighs its
 * channels, so this describes V1, V2 and those with SE. Normalizations are part of the convolutions' weights here.
 */
final class MiniFasNet {

    private static final int SIDE = 80;
    private static final int CLASSES = 3;
    private static final int[] BLOCKS = {4, 6, 2};

    private final Graph graph;
    private final Layers layers;
    private final StateDictionary weights;

    private MiniFasNet(String name, StateDictionary weights) {
        this.graph = new Graph(name);
        this.layers = new Layers(graph);
        this.weights = weights;
    }

    static byte[] write(String name, StateDictionary weights) {
        return new MiniFasNet(name, weights).write();
    }

    private byte[] write() {
        String value = graph.input("input", Shape.perImage(3, SIDE, SIDE));
        value = rectified("conv1", value, 2, 1);
        value = rectified("conv2_dw", value, 1, 1);
        String[] ways = {"conv_23", "conv_34", "conv_45"};
        for (int stage = 0; stage < BLOCKS.length; stage++) {
            value = separable(ways[stage], value, 2);
            for (int block = 0; block < BLOCKS[stage]; block++) {
                value = residual("conv_%d.model.%d".formatted(stage + 3, block), value);
            }
        }
        value = rectified("conv_6_sep", value, 1, 0);
        value = plain("conv_6_dw", value, 1, 0);
        value = graph.add("Flatten", List.of(value), Attribute.of("axis", 1));
        value = embedded(value);
        value = product(value, weights.take("prob.weight"));
        graph.output(graph.add("Softmax", List.of(value), Attribute.of("axis", 1)), "prob", Shape.perImage(CLASSES));
        weights.requireAllTaken();
        return graph.toModel();
    }

    private String residual(String name, String from) {
        String value = separable(name, from, 1);
        if (weights.has(name + ".se_module.fc1.weight")) {
            value = weighed(name + ".se_module", value);
        }
        return layers.sum(from, value);
    }

    /** Wider by one convolution, then each channel for itself, then narrower again. */
    private String separable(String name, String from, int stride) {
        String value = rectified(name + ".conv", from, 1, 0);
        value = rectified(name + ".conv_dw", value, stride, 1);
        return plain(name + ".project", value, 1, 0);
    }

    /** Each channel times a factor that is computed from the means of all of them. */
    private String weighed(String name, String from) {
        String mean = graph.add("GlobalAveragePool", List.of(from));
        String value = layers.relu(convolution(name + ".fc1.weight", name + ".bn1", mean, 1, 0));
        value = graph.add("Sigmoid", List.of(convolution(name + ".fc2.weight", name + ".bn2", value, 1, 0)));
        return graph.add("Mul", List.of(from, value));
    }

    private String rectified(String name, String from, int stride, int zeros) {
        String value = plain(name, from, stride, zeros);
        return layers.prelu(value, weights.take(name + ".prelu.weight").values());
    }

    private String plain(String name, String from, int stride, int zeros) {
        return convolution(name + ".conv.weight", name + ".bn", from, stride, zeros);
    }

    private String convolution(String filter, String norm, String from, int stride, int zeros) {
        Weights raw = weights.take(filter);
        Normalization normalization = Normalization.take(weights, norm);
        // One input channel for each group: where there is one alone, the channels do not mix.
        int groups = raw.dimension(1) == 1 ? raw.dimension(0) : 1;
        return layers.convolution(
                from,
                normalization.scaled(raw),
                normalization.shift(),
                groups,
                new long[] {stride, stride},
                new long[] {zeros, zeros, zeros, zeros});
    }

    private String embedded(String from) {
        Normalization normalization = Normalization.take(weights, "bn");
        String value = product(from, normalization.scaled(weights.take("linear.weight")));
        return graph.add("Add", List.of(value, graph.constant(normalization.shift())));
    }

    /** @param matrix outputs, inputs */
    private String product(String from, Weights matrix) {
        return graph.add("MatMul", List.of(from, graph.constant(matrix.transposed(1, 0))));
    }
}

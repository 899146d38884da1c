package dev.mien.models.tfjs;

import dev.mien.models.onnx.Attribute;
import dev.mien.models.onnx.Graph;
import dev.mien.models.onnx.Layers;
import dev.mien.models.onnx.Layers.Edge;
import dev.mien.models.onnx.Shape;
import dev.mien.models.onnx.Weights;
import java.util.List;

/**
 * face-api's small Xception with two heads: N,3,112,112 RGB of 0..255 to the age in years (N,1) and the probabilities
 * of male and female (N,2).
 */
final class AgeGenderNet {

    private static final int SIDE = 112;
    private static final int MIDDLE_BLOCKS = 2;

    private final Graph graph = new Graph("age_gender");
    private final Layers layers = new Layers(graph);
    private final WeightShard shard;

    private AgeGenderNet(WeightShard shard) {
        this.shard = shard;
    }

    static byte[] write(WeightShard shard) {
        return new AgeGenderNet(shard).write();
    }

    private byte[] write() {
        String value = graph.input("input", Shape.perImage(3, SIDE, SIDE));
        // The mean cannot go into the bias as in dlib's network: here the window reaches over the edge.
        value = graph.add("Sub", List.of(value, graph.constant(FacePixels.mean())));
        value = graph.add("Div", List.of(value, graph.constant(FacePixels.range())));
        Weights filter = filter("entry_flow/conv_in/filters");
        value = layers.relu(
                layers.convolution(value, filter, shard.take("entry_flow/conv_in/bias"), 1, 2, 2, Edge.SAME));
        value = reduction("entry_flow/reduction_block_0", value, false);
        value = reduction("entry_flow/reduction_block_1", value, true);
        for (int i = 0; i < MIDDLE_BLOCKS; i++) {
            value = middle("middle_flow/main_block_" + i, value);
        }
        value = reduction("exit_flow/reduction_block", value, true);
        value = layers.relu(separable("exit_flow/separable_conv", value));
        String features = graph.add("Flatten", List.of(layers.mean(value, 7, 2)), Attribute.of("axis", 1));

        graph.output(head("fc/age", features), "age", Shape.perImage(1));
        String gender = graph.add("Softmax", List.of(head("fc/gender", features)), Attribute.of("axis", 1));
        graph.output(gender, "gender", Shape.perImage(2));
        shard.requireAllTaken();
        return graph.toModel();
    }

    private String reduction(String block, String from, boolean activateFirst) {
        String value = activateFirst ? layers.relu(from) : from;
        value = separable(block + "/separable_conv0", value);
        value = separable(block + "/separable_conv1", layers.relu(value));
        value = layers.maximum(value, 3, 3, 2, 2, Edge.SAME);
        String expanded = layers.convolution(
                from,
                filter(block + "/expansion_conv/filters"),
                shard.take(block + "/expansion_conv/bias"),
                1,
                2,
                2,
                Edge.SAME);
        return layers.sum(value, expanded);
    }

    private String middle(String block, String from) {
        String value = separable(block + "/separable_conv0", layers.relu(from));
        value = separable(block + "/separable_conv1", layers.relu(value));
        value = separable(block + "/separable_conv2", layers.relu(value));
        return layers.sum(value, from);
    }

    private String separable(String name, String from) {
        // Row, column, channel, one; then row, column, input channel, output channel.
        Weights depthwise = shard.take(name + "/depthwise_filter").transposed(2, 3, 0, 1);
        String value = layers.convolution(from, depthwise, null, depthwise.dimension(0), 1, 1, Edge.SAME);
        return layers.convolution(
                value, filter(name + "/pointwise_filter"), shard.take(name + "/bias"), 1, 1, 1, Edge.VALID);
    }

    private String head(String name, String features) {
        String product = graph.add("MatMul", List.of(features, graph.constant(shard.take(name + "/weights"))));
        return graph.add("Add", List.of(product, graph.constant(shard.take(name + "/bias"))));
    }

    private Weights filter(String name) {
        return shard.take(name).transposed(3, 2, 0, 1);
    }
}

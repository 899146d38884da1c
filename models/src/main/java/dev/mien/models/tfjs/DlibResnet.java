package dev.mien.models.tfjs;

import dev.mien.models.onnx.Attribute;
import dev.mien.models.onnx.Graph;
import dev.mien.models.onnx.Layers;
import dev.mien.models.onnx.Layers.Edge;
import dev.mien.models.onnx.Shape;
import dev.mien.models.onnx.Weights;
import java.util.List;

/**
 * dlib's residual network: N,3,150,150 RGB of 0..255 to N,128, not normalized. Each convolution is followed by a factor
 * and a shift for each channel, which are part of its weights here; so are the pixels' mean and range.
 */
final class DlibResnet {

    private static final int SIDE = 150;
    private static final int DIMENSIONS = 128;

    private final Graph graph = new Graph("face_recognition_128");
    private final Layers layers = new Layers(graph);
    private final WeightShard shard;

    private DlibResnet(WeightShard shard) {
        this.shard = shard;
    }

    static byte[] write(WeightShard shard) {
        return new DlibResnet(shard).write();
    }

    private byte[] write() {
        String value = graph.input("input", Shape.perImage(3, SIDE, SIDE));
        Scaled first = scaled("conv32_down");
        Weights filter = FacePixels.divided(first.filter());
        Weights bias = FacePixels.biasWithMean(filter, first.bias());
        value = layers.relu(layers.convolution(value, filter, bias, 1, 2, 2, Edge.VALID));
        Picture picture = new Picture(layers.maximum(value, 3, 3, 2, 2, Edge.VALID), 32, 35);

        for (String block : List.of("conv32_1", "conv32_2", "conv32_3")) {
            picture = same(block, picture);
        }
        picture = down("conv64_down", picture, 64);
        for (String block : List.of("conv64_1", "conv64_2", "conv64_3")) {
            picture = same(block, picture);
        }
        picture = down("conv128_down", picture, 128);
        for (String block : List.of("conv128_1", "conv128_2")) {
            picture = same(block, picture);
        }
        picture = down("conv256_down", picture, 256);
        for (String block : List.of("conv256_1", "conv256_2")) {
            picture = same(block, picture);
        }
        picture = down("conv256_down_out", picture, 256);

        String pooled = graph.add("GlobalAveragePool", List.of(picture.value()));
        String flat = graph.add("Flatten", List.of(pooled), Attribute.of("axis", 1));
        String embedding = graph.add("MatMul", List.of(flat, graph.constant(shard.take("fc"))));
        graph.output(embedding, "embedding", Shape.perImage(DIMENSIONS));
        shard.requireAllTaken();
        return graph.toModel();
    }

    private record Picture(String value, int channels, int side) {}

    private Picture same(String block, Picture from) {
        String value = layers.relu(convolution(block + "/conv1", from.value(), 1, Edge.SAME));
        value = convolution(block + "/conv2", value, 1, Edge.SAME);
        return new Picture(layers.relu(layers.sum(value, from.value())), from.channels(), from.side());
    }

    private Picture down(String block, Picture from, int channels) {
        String value = layers.relu(convolution(block + "/conv1", from.value(), 2, Edge.VALID));
        value = convolution(block + "/conv2", value, 1, Edge.SAME);
        String shortcut = layers.mean(from.value(), 2, 2);
        if (channels > from.channels()) {
            shortcut =
                    layers.zeros(shortcut, new long[] {0, 0, 0, 0}, new long[] {0, channels - from.channels(), 0, 0});
        }
        // On an even side the window of three leaves out what the window of two still takes.
        int convolved = (from.side() - 3) / 2 + 1;
        int pooled = from.side() / 2;
        if (pooled > convolved) {
            value = layers.zeros(value, new long[] {0, 0, 0, 0}, new long[] {0, 0, 1, 1});
        }
        return new Picture(layers.relu(layers.sum(shortcut, value)), channels, pooled);
    }

    private String convolution(String name, String from, int stride, Edge edge) {
        Scaled scaled = scaled(name);
        return layers.convolution(from, scaled.filter(), scaled.bias(), 1, stride, stride, edge);
    }

    private record Scaled(Weights filter, Weights bias) {}

    private Scaled scaled(String name) {
        // Row, column, input channel, output channel.
        Weights filter = shard.take(name + "/conv/filters").transposed(3, 2, 0, 1);
        float[] bias = shard.take(name + "/conv/bias").values();
        float[] factor = shard.take(name + "/scale/weights").values();
        float[] shift = shard.take(name + "/scale/biases").values();
        int perOutput = filter.values().length / factor.length;
        float[] scaledFilter = new float[filter.values().length];
        for (int i = 0; i < scaledFilter.length; i++) {
            scaledFilter[i] = filter.values()[i] * factor[i / perOutput];
        }
        float[] scaledBias = new float[bias.length];
        for (int i = 0; i < bias.length; i++) {
            scaledBias[i] = bias[i] * factor[i] + shift[i];
        }
        return new Scaled(new Weights(filter.shape(), scaledFilter), Weights.vector(scaledBias));
    }
}

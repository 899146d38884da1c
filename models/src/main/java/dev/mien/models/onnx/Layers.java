package dev.mien.models.onnx;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The layers that the networks here are made of, written as operations that ONNX Runtime runs fast.
 * Images are NCHW: number, channel, row, column.
 */
public final class Layers {

    private final Graph graph;

    public Layers(Graph graph) {
        this.graph = graph;
    }

    /** How a window treats the picture's edge. */
    public enum Edge {
        /** Zeros around, so that the output has ⌈size / stride⌉ rows and columns; the odd one at the end. */
        SAME,
        /** Only where the window lies wholly inside. */
        VALID
    }

    /**
     * A convolution.
     *
     * @param filter output channels, input channels of one group, rows, columns
     * @param bias one value for each output channel, or null for none
     * @param groups into how many independent parts the channels are divided
     */
    public String convolution(
            String from, Weights filter, Weights bias, int groups, int rowStride, int columnStride, Edge edge) {
        return convolution(from, filter, bias, groups, new long[] {rowStride, columnStride}, padding(edge));
    }

    /**
     * A convolution with zeros around it.
     *
     * @param strides of rows and columns
     * @param zeros how many at the top, on the left, at the bottom, on the right
     */
    public String convolution(String from, Weights filter, Weights bias, int groups, long[] strides, long[] zeros) {
        return convolution(from, filter, bias, groups, strides, Attribute.list("pads", zeros));
    }

    private String convolution(
            String from, Weights filter, Weights bias, int groups, long[] strides, Attribute padding) {
        String weights = graph.constant(filter);
        List<String> inputs = bias == null ? List.of(from, weights) : List.of(from, weights, graph.constant(bias));
        return graph.add(
                "Conv",
                inputs,
                Attribute.list("kernel_shape", filter.shape()[2], filter.shape()[3]),
                Attribute.list("strides", strides),
                Attribute.of("group", groups),
                padding);
    }

    public String maximum(String from, int rows, int columns, int rowStride, int columnStride, Edge edge) {
        return pool("MaxPool", from, rows, columns, rowStride, columnStride, edge);
    }

    /** The mean of each square window, which lies wholly inside. */
    public String mean(String from, int side, int stride) {
        return pool("AveragePool", from, side, side, stride, stride, Edge.VALID);
    }

    public String relu(String from) {
        return graph.add("Relu", List.of(from));
    }

    public String sum(String left, String right) {
        return graph.add("Add", List.of(left, right));
    }

    /**
     * A rectifier with a slope of its own for each channel's negative half: s·x + (1 − s)·max(x, 0), as two
     * convolutions of one pixel. ONNX has PRelu for it, but ONNX Runtime leaves its blocked memory layout for that one
     * and returns to it afterwards: the face mesh takes 2.7 times as long.
     */
    public String slopedRelu(String from, float[] slopes) {
        if (IntStream.range(1, slopes.length).allMatch(i -> slopes[i] == slopes[0])) {
            return graph.add("LeakyRelu", List.of(from), Attribute.of("alpha", slopes[0]));
        }
        float[] rest = new float[slopes.length];
        for (int i = 0; i < slopes.length; i++) {
            rest[i] = 1 - slopes[i];
        }
        String whole = perChannel(from, slopes);
        String positive = perChannel(relu(from), rest);
        return sum(whole, positive);
    }

    /** The same rectifier as ONNX's own operation. */
    public String prelu(String from, float[] slopes) {
        Weights perChannel = new Weights(new long[] {slopes.length, 1, 1}, slopes);
        return graph.add("PRelu", List.of(from, graph.constant(perChannel)));
    }

    /** Zeros around: how many before and after, in the order N, C, H, W. */
    public String zeros(String from, long[] before, long[] after) {
        long[] both = new long[before.length + after.length];
        System.arraycopy(before, 0, both, 0, before.length);
        System.arraycopy(after, 0, both, before.length, after.length);
        return graph.add("Pad", List.of(from, graph.constant(both)));
    }

    private String perChannel(String from, float[] factors) {
        Weights filter = new Weights(new long[] {factors.length, 1, 1, 1}, factors.clone());
        return convolution(from, filter, null, factors.length, 1, 1, Edge.VALID);
    }

    private String pool(String kind, String from, int rows, int columns, int rowStride, int columnStride, Edge edge) {
        return graph.add(
                kind,
                List.of(from),
                Attribute.list("kernel_shape", rows, columns),
                Attribute.list("strides", rowStride, columnStride),
                padding(edge));
    }

    private static Attribute padding(Edge edge) {
        return Attribute.of("auto_pad", edge == Edge.SAME ? "SAME_UPPER" : "VALID");
    }
}

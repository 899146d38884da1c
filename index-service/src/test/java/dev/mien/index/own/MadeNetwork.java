package dev.mien.index.own;

import dev.mien.models.onnx.Attribute;
import dev.mien.models.onnx.Graph;
import dev.mien.models.onnx.Layers;
import dev.mien.models.onnx.Shape;
import dev.mien.models.onnx.Weights;
import java.util.List;
import java.util.Map;

/** Small ONNX models. */
public final class MadeNetwork {
    private MadeNetwork() {}

    /**
     * Answers the same whatever it is shown.
     *
     * @param side pixels of the square input, which is called {@code input}
     * @param answers by output: rows of floats
     */
    public static byte[] answering(int side, Map<String, float[][]> answers) {
        Graph graph = new Graph("made");
        String seen = graph.add("GlobalAveragePool", List.of(graph.input("input", Shape.perImage(3, side, side))));
        answers.forEach((name, rows) -> {
            int columns = rows[0].length;
            float[] flat = new float[rows.length * columns];
            for (int row = 0; row < rows.length; row++) {
                System.arraycopy(rows[row], 0, flat, row * columns, columns);
            }
            Weights nothing = new Weights(new long[] {flat.length, 3, 1, 1}, new float[3 * flat.length]);
            String value = new Layers(graph)
                    .convolution(seen, nothing, Weights.vector(flat), 1, new long[] {1, 1}, new long[4]);
            String shaped = graph.add("Reshape", List.of(value, graph.constant(0, rows.length, columns)));
            graph.output(shaped, name, Shape.perImage(rows.length, columns));
        });
        return graph.toModel();
    }

    /**
     * An embedder in the manner of ArcFace, whose answer can be read: 112 by 112 pixels to 512 floats, first the means
     * of 16 by 16 squares in the first colour, then those in the last one.
     */
    public static byte[] thumbnail() {
        int window = 7;
        float[] filter = new float[2 * 3 * window * window];
        for (int i = 0; i < window * window; i++) {
            filter[i] = 1f / (window * window);
            filter[filter.length - 1 - i] = 1f / (window * window);
        }
        Graph graph = new Graph("thumbnail");
        String means = new Layers(graph)
                .convolution(
                        graph.input("input.1", Shape.perImage(3, 112, 112)),
                        new Weights(new long[] {2, 3, window, window}, filter),
                        null,
                        1,
                        new long[] {window, window},
                        new long[4]);
        graph.output(graph.add("Flatten", List.of(means), Attribute.of("axis", 1)), "683", Shape.perImage(512));
        return graph.toModel();
    }
}

package dev.mien.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.models.OnnxRun;
import dev.mien.models.onnx.Layers.Edge;
import org.junit.jupiter.api.Test;

/** Small graphs, computed by hand and by ONNX Runtime. */
class LayersTest {

    private final Graph graph = new Graph("test");
    private final Layers layers = new Layers(graph);

    @Test
    void slopedReluKeepsThePositiveAndScalesTheNegativeOfEachChannel() {
        String from = graph.input("input", Shape.perImage(2, 1, 2));
        graph.output(layers.slopedRelu(from, new float[] {0.25f, 2}), "out", Shape.perImage(2, 1, 2));

        float[] result = run(new float[] {8, -8, 3, -3}, 1, 2, 1, 2);

        // Breaks when the slopes of the channels are exchanged, or the rest 1 - s is left out.
        assertThat(result).containsExactly(8, -2, 3, -6);
    }

    @Test
    void slopedReluWithOneSlopeForAllIsTheSame() {
        String from = graph.input("input", Shape.perImage(2, 1, 2));
        graph.output(layers.slopedRelu(from, new float[] {0.5f, 0.5f}), "out", Shape.perImage(2, 1, 2));

        assertThat(run(new float[] {8, -8, 3, -3}, 1, 2, 1, 2)).containsExactly(8, -4, 3, -1.5f);
    }

    @Test
    void oddZerosOfTheEdgeStandAtTheEnd() {
        String from = graph.input("input", Shape.perImage(1, 1, 4));
        Weights filter = new Weights(new long[] {1, 1, 1, 3}, new float[] {1, 10, 100});
        graph.output(layers.convolution(from, filter, null, 1, 1, 2, Edge.SAME), "out", Shape.perImage(1, 1, 2));

        // Breaks with SAME_LOWER: TensorFlow puts the odd zero after the picture.
        assertThat(run(new float[] {1, 2, 3, 4}, 1, 1, 1, 4)).containsExactly(321, 43);
    }

    @Test
    void zerosComeWhereTheyAreAskedFor() {
        String from = graph.input("input", Shape.perImage(1, 1, 2));
        graph.output(
                layers.zeros(from, new long[] {0, 0, 0, 0}, new long[] {0, 1, 0, 1}), "out", Shape.perImage(2, 1, 3));

        assertThat(run(new float[] {5, 6}, 1, 1, 1, 2)).containsExactly(5, 6, 0, 0, 0, 0);
    }

    @Test
    void anyNumberOfImagesIsTaken() {
        String from = graph.input("input", Shape.perImage(1, 2, 2));
        graph.output(layers.mean(from, 2, 2), "out", Shape.perImage(1, 1, 1));

        // Breaks when the first dimension is written as a number.
        assertThat(run(new float[] {1, 2, 3, 4, 10, 20, 30, 40, 0, 0, 0, 4}, 3, 1, 2, 2))
                .containsExactly(2.5f, 25, 1);
    }

    @Test
    void anOutputMayBeUsedWithinTheGraphToo() {
        String from = graph.input("input", Shape.perImage(1, 1, 1));
        String positive = layers.relu(from);
        String twice = layers.sum(positive, positive);
        graph.output(positive, "positive", Shape.perImage(1, 1, 1));
        graph.output(twice, "twice", Shape.perImage(1, 1, 1));

        var outputs = OnnxRun.run(graph.toModel(), new float[] {3}, 1, 1, 1, 1);

        assertThat(outputs.get("positive")).containsExactly(3);
        assertThat(outputs.get("twice")).containsExactly(6);
    }

    private float[] run(float[] input, long... shape) {
        return OnnxRun.run(graph.toModel(), input, shape).get("out");
    }
}

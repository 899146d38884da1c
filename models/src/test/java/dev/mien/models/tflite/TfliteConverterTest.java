package dev.mien.models.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.models.OnnxRun;
import dev.mien.models.convert.UnsuitableModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TfliteConverterTest {

    private static final int SAME = 0;
    private static final int VALID = 1;
    private static final int RELU = 1;

    private final TinyNetwork network = new TinyNetwork();

    @Test
    void aConvolutionWithHalfFloatsComputesTheSame() {
        // given: one pixel of two channels; outputs x + 2y + 0.5 and 3x - y, rectified
        int input = network.computed("picture", 1, 1, 1, 2);
        int filter = widened(network.halves(new float[] {1, 2, 3, -1}, 2, 1, 1, 2), 2, 1, 1, 2);
        int bias = network.floats(new float[] {0.5f, 0}, 2);
        int output = network.computed("answer", 1, 1, 1, 2);
        network.step(TinyNetwork.CONVOLUTION, new int[] {input, filter, bias}, output, 0, VALID, 1, 1, 2, 1, 3, RELU);

        float[] result = run(input, output, new float[] {1, 5}, 1, 2, 1, 1);

        // Breaks when input and output channels of the filter are exchanged, or the activation is forgotten.
        assertThat(result).containsExactly(11.5f, 0);
    }

    @Test
    void aDepthwiseConvolutionKeepsChannelsApart() {
        int input = network.computed("picture", 1, 1, 2, 2);
        int filter = network.floats(new float[] {1, 10, 2, 20}, 1, 1, 2, 2);
        int output = network.computed("answer", 1, 1, 1, 2);
        network.step(TinyNetwork.DEPTHWISE, new int[] {input, filter}, output, 0, VALID, 1, 1, 2, 1, 3, 1);

        // NCHW: the first channel is 1, 2 from left to right; the second 3, 4.
        float[] result = run(input, output, new float[] {1, 2, 3, 4}, 1, 2, 1, 2);

        assertThat(result).containsExactly(1 + 2 * 2, 3 * 10 + 4 * 20);
    }

    @Test
    void aReshapeSeesChannelsInnermostAndKeepsImagesApart() {
        int input = network.computed("picture", 1, 1, 2, 2);
        int padded = network.computed("padded", 1, 1, 2, 3);
        int around = network.ints(new int[] {0, 0, 0, 0, 0, 0, 0, 1}, 4, 2);
        network.step(TinyNetwork.ZEROS, new int[] {input, around}, padded);
        int output = network.computed("answer", 1, 2, 3);
        network.step(TinyNetwork.RESHAPE, new int[] {padded}, output);

        float[] result = run(input, output, new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 1, 2);

        // Breaks when the transposition before the reshape is left out, or the first dimension is fixed to one.
        assertThat(result).containsExactly(1, 3, 0, 2, 4, 0, 5, 7, 0, 6, 8, 0);
    }

    @Test
    void thePictureIsTurnedBackAtAnOutput() {
        int input = network.computed("picture", 1, 1, 2, 2);
        int output = network.computed("answer", 1, 1, 2, 2);
        network.step(TinyNetwork.SUM, new int[] {input, input}, output, 0, 0);

        assertThat(run(input, output, new float[] {1, 2, 3, 4}, 1, 2, 1, 2)).containsExactly(2, 6, 4, 8);
    }

    @Test
    void theSameFileMakesTheSameBytes() {
        int input = network.computed("picture", 1, 1, 1, 1);
        int output = network.computed("answer", 1, 1, 1, 1);
        network.step(TinyNetwork.SUM, new int[] {input, input}, output, 0, 0);
        byte[] file = network.write(input, output);

        assertThat(TfliteConverter.convert("test", file)).isEqualTo(TfliteConverter.convert("test", file));
    }

    @Test
    void anUnknownOperatorIsRefusedByItsNumber() {
        int input = network.computed("picture", 1, 1, 1, 1);
        int output = network.computed("answer", 1, 1, 1, 1);
        network.step(99, new int[] {input}, output);

        assertThatThrownBy(() -> TfliteConverter.convert("test", network.write(input, output)))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("99");
    }

    @Test
    void anUnknownActivationIsRefused() {
        int input = network.computed("picture", 1, 1, 1, 1);
        int output = network.computed("answer", 1, 1, 1, 1);
        network.step(TinyNetwork.SUM, new int[] {input, input}, output, 0, 4);

        // Breaks when what is not known is taken for none.
        assertThatThrownBy(() -> TfliteConverter.convert("test", network.write(input, output)))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("activation number 4");
    }

    @Test
    void aDilatedConvolutionIsRefused() {
        int input = network.computed("picture", 1, 1, 1, 1);
        int filter = network.floats(new float[] {1}, 1, 1, 1, 1);
        int output = network.computed("answer", 1, 1, 1, 1);
        network.step(TinyNetwork.CONVOLUTION, new int[] {input, filter}, output, 0, SAME, 1, 1, 2, 1, 4, 2);

        assertThatThrownBy(() -> TfliteConverter.convert("test", network.write(input, output)))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("dilated");
    }

    @Test
    void aFileThatIsCutOffIsRefused() {
        int input = network.computed("picture", 1, 1, 1, 1);
        int output = network.computed("answer", 1, 1, 1, 1);
        network.step(TinyNetwork.SUM, new int[] {input, input}, output, 0, 0);
        byte[] file = network.write(input, output);

        for (int length = 0; length < file.length / 2; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> TfliteConverter.convert("test", cut)).isInstanceOf(UnsuitableModel.class);
        }
    }

    @Test
    void anotherFormatIsRefused() {
        assertThatThrownBy(() -> TfliteConverter.convert(
                        "test", "<html>not found</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("TFL3");
    }

    private int widened(int halves, int... shape) {
        int wide = network.computed("wide", shape);
        network.step(TinyNetwork.WIDENING, new int[] {halves}, wide);
        return wide;
    }

    private float[] run(int input, int output, float[] picture, long... shape) {
        return OnnxRun.run(TfliteConverter.convert("test", network.write(input, output)), picture, shape)
                .get("answer");
    }
}

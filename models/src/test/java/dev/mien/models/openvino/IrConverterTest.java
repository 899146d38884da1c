package dev.mien.models.openvino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.models.OnnxRun;
import dev.mien.models.convert.UnsuitableModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Networks of a few numbers, written in both versions of IR, and run. */
class IrConverterTest {

    /** One channel of two pixels: times 2, plus 1; then times the slope 0.5 where negative. */
    private static final String OLD = """
            <net name="old" version="5"><layers>
              <layer id="0" name="in" precision="FP16" type="Input">
                <output><port id="0"><dim>1</dim><dim>1</dim><dim>1</dim><dim>2</dim></port></output></layer>
              <layer id="1" name="scaled" precision="FP16" type="ScaleShift">
                <input><port id="0"><dim>1</dim><dim>1</dim><dim>1</dim><dim>2</dim></port></input>
                <output><port id="3"><dim>1</dim><dim>1</dim><dim>1</dim><dim>2</dim></port></output>
                <blobs><weights offset="0" size="2"/><biases offset="2" size="2"/></blobs></layer>
              <layer id="2" name="sloped" precision="FP16" type="PReLU"><data channel_shared="1"/>
                <input><port id="0"><dim>1</dim><dim>1</dim><dim>1</dim><dim>2</dim></port></input>
                <output><port id="2"><dim>1</dim><dim>1</dim><dim>1</dim><dim>2</dim></port></output>
                <blobs><weights offset="4" size="2"/></blobs></layer>
            </layers><edges>
              <edge from-layer="0" from-port="0" to-layer="1" to-port="0"/>
              <edge from-layer="1" from-port="3" to-layer="2" to-port="0"/>
            </edges></net>
            """;

    /** The product of two numbers with the row (3, 4). */
    private static final String NEW = """
            <net name="new" version="10"><layers>
              <layer id="0" name="data" type="Parameter" version="opset1"><data element_type="f16" shape="1,2"/>
                <output><port id="0" precision="FP16"><dim>1</dim><dim>2</dim></port></output></layer>
              <layer id="1" name="row" type="Const" version="opset1">
                <data element_type="f16" offset="0" shape="1,2" size="4"/>
                <output><port id="1" precision="FP16"><dim>1</dim><dim>2</dim></port></output></layer>
              <layer id="2" name="product" type="MatMul" version="opset1">
                <data transpose_a="False" transpose_b="True"/>
                <input><port id="0"><dim>1</dim><dim>2</dim></port><port id="1"><dim>1</dim><dim>2</dim></port></input>
                <output><port id="2" precision="FP16"><dim>1</dim><dim>1</dim></port></output></layer>
              <layer id="3" name="sink" type="Result" version="opset1">
                <input><port id="0"><dim>1</dim><dim>1</dim></port></input></layer>
            </layers><edges>
              <edge from-layer="0" from-port="0" to-layer="2" to-port="0"/>
              <edge from-layer="1" from-port="1" to-layer="2" to-port="1"/>
              <edge from-layer="2" from-port="2" to-layer="3" to-port="0"/>
            </edges></net>
            """;

    @Test
    void layersThatCarryTheirWeightsAreComputed() {
        byte[] model = convert(OLD, halves(2, 1, 0.5f));

        // Breaks when factor and shift, or the slope's region, are mistaken.
        assertThat(OnnxRun.run(model, new float[] {3, -4}, 1, 1, 1, 2).get("sloped"))
                .containsExactly(7, -3.5f);
    }

    @Test
    void constantsThatAreLayersAreComputedWith() {
        byte[] model = convert(NEW, halves(3, 4));

        // Breaks when the transposition is not heeded, or the result's own name is given to the output.
        assertThat(OnnxRun.run(model, new float[] {10, 1}, 1, 2).get("product")).containsExactly(34);
    }

    @Test
    void theSameIsWrittenEachTime() {
        assertThat(convert(NEW, halves(3, 4))).isEqualTo(convert(NEW, halves(3, 4)));
    }

    @Test
    void whatIsNotKnownIsRefusedByName() {
        assertThatThrownBy(() -> convert(NEW.replace("\"MatMul\"", "\"Interpolate\""), halves(3, 4)))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("Interpolate");
    }

    @Test
    void weightsThatAreCutOffAreRefused() {
        // Breaks when an offset of the description is believed.
        assertThatThrownBy(() -> convert(NEW, halves(3)))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("row");
    }

    @Test
    void wiringThatLeadsNowhereIsRefused() {
        // Breaks when the description's numbers are believed: it would end in an error of ours that names nothing.
        assertThatThrownBy(() -> convert(NEW.replace("to-layer=\"3\"", "to-layer=\"9\""), halves(3, 4)))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("9");
        assertThatThrownBy(() -> convert(NEW.replace("layer id=\"3\"", "layer id=\"2\""), halves(3, 4)))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("two layers");
        assertThatThrownBy(() -> convert(NEW.replace("from-layer=\"1\"", "from-layer=\"9\""), halves(3, 4)))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("product");
    }

    @Test
    void anEntityIsNeverLookedUp() {
        String hostile = "<!DOCTYPE net [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + NEW.replace("new\"", "&x;\"");

        // Breaks when document types are switched on.
        assertThatThrownBy(() -> convert(hostile, halves(3, 4))).isInstanceOf(UnsuitableModel.class);
    }

    private static byte[] convert(String xml, byte[] weights) {
        return IrConverter.convert("test", xml.getBytes(StandardCharsets.UTF_8), weights);
    }

    private static byte[] halves(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(Float.floatToFloat16(value));
        }
        return bytes.array();
    }
}

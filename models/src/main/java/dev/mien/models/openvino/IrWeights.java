package dev.mien.models.openvino;

import dev.mien.models.convert.UnsuitableModel;
import dev.mien.models.onnx.Weights;
import dev.mien.models.openvino.IrNetwork.Layer;
import dev.mien.models.openvino.IrNetwork.Region;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** The file of weights: regions of little-endian numbers. Half precision is widened, which loses nothing. */
final class IrWeights {

    private final ByteBuffer file;

    IrWeights(byte[] file) {
        this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What a layer carries itself, as IR has it before opsets. */
    float[] blob(Layer layer, String name) {
        return floats(layer, layer.blob(name), layer.precision());
    }

    /** What a layer is, as IR has it since opsets. */
    Weights constant(Layer layer) {
        return new Weights(shape(layer), floats(layer, region(layer), layer.attribute("element_type")));
    }

    /** A constant of whole numbers, such as the shape that a reshape goes to. */
    long[] wholes(Layer layer) {
        if (!layer.attribute("element_type").equals("i64")) {
            throw new UnsuitableModel("the constant %s is not of whole numbers".formatted(layer.name()));
        }
        ByteBuffer bytes = slice(layer, region(layer));
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return values;
    }

    private static long[] shape(Layer layer) {
        return layer.attribute("shape").isBlank() ? new long[0] : layer.numbers("shape");
    }

    private static Region region(Layer layer) {
        return new Region(Math.toIntExact(layer.numbers("offset")[0]), Math.toIntExact(layer.numbers("size")[0]));
    }

    private float[] floats(Layer layer, Region region, String precision) {
        ByteBuffer bytes = slice(layer, region);
        return switch (precision.toUpperCase(Locale.ROOT)) {
            case "FP16", "F16" -> {
                float[] values = new float[bytes.remaining() / Short.BYTES];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.float16ToFloat(bytes.getShort());
                }
                yield values;
            }
            case "FP32", "F32" -> {
                float[] values = new float[bytes.remaining() / Float.BYTES];
                bytes.asFloatBuffer().get(values);
                yield values;
            }
            default ->
                throw new UnsuitableModel("the layer %s has weights of the type %s, which is not known here"
                        .formatted(layer.name(), precision));
        };
    }

    private ByteBuffer slice(Layer layer, Region region) {
        if (region.offset() < 0 || region.size() < 1 || region.offset() > file.limit() - region.size()) {
            throw new UnsuitableModel("the weights of the layer %s lie outside their file".formatted(layer.name()));
        }
        return file.slice(region.offset(), region.size()).order(ByteOrder.LITTLE_ENDIAN);
    }
}

package dev.mien.models.tfjs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mien.models.convert.UnsuitableModel;
import dev.mien.models.onnx.Weights;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The named weights of one file. A weight is either 32-bit floats, little-endian, or one byte q for each value, which
 * stands for q · scale + min. It is computed in single precision, as the calibration of the scores was measured with.
 */
final class WeightShard {

    private final Map<String, Weights> weights = new LinkedHashMap<>();

    /**
     * @param manifest JSON: groups of weights with name, shape, type and quantization, in the order of the bytes
     * @param shard the one file that the manifest describes
     */
    static WeightShard read(byte[] manifest, byte[] shard) {
        try {
            JsonNode groups = JsonMapper.builder().build().readTree(manifest);
            if (groups.size() != 1 || groups.path(0).path("paths").size() != 1) {
                throw new UnsuitableModel("one file of weights was expected");
            }
            WeightShard result = new WeightShard();
            ByteBuffer bytes = ByteBuffer.wrap(shard).order(ByteOrder.LITTLE_ENDIAN);
            for (JsonNode weight : groups.path(0).path("weights")) {
                result.weights.put(weight.path("name").asText(), weight(weight, bytes));
            }
            if (bytes.hasRemaining()) {
                throw new UnsuitableModel(bytes.remaining() + " bytes of weights are left over");
            }
            return result;
        } catch (JsonProcessingException garbled) {
            throw new UnsuitableModel("the manifest of weights is not JSON", garbled);
        } catch (BufferUnderflowException cut) {
            throw new UnsuitableModel("the file of weights is shorter than its manifest says", cut);
        } catch (IOException impossible) {
            throw new UnsuitableModel("the manifest of weights cannot be read", impossible);
        }
    }

    private static Weights weight(JsonNode description, ByteBuffer bytes) {
        long[] shape = StreamSupport.stream(description.path("shape").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
        float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        JsonNode quantization = description.path("quantization");
        String type =
                quantization.path("dtype").asText(description.path("dtype").asText());
        float scale = (float) quantization.path("scale").asDouble();
        float min = (float) quantization.path("min").asDouble();
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case "float32" -> bytes.getFloat();
                case "uint8" -> Byte.toUnsignedInt(bytes.get()) * scale + min;
                default -> throw new UnsuitableModel("weights of the type %s are not known here".formatted(type));
            };
        }
        return new Weights(shape, values);
    }

    /** Answers a weight and takes it out, so that {@link #requireAllTaken} finds what a graph forgot. */
    Weights take(String name) {
        Weights taken = weights.remove(name);
        if (taken == null) {
            throw new UnsuitableModel("the weight %s is missing".formatted(name));
        }
        return taken;
    }

    void requireAllTaken() {
        if (!weights.isEmpty()) {
            throw new UnsuitableModel("the graph does not use the weights " + weights.keySet());
        }
    }
}

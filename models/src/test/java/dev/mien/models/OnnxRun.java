package dev.mien.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs models as the services do: one thread. */
public final class OnnxRun {

    private OnnxRun() {}

    /** The outputs by name, in the model's order, flattened. */
    public static Map<String, float[]> run(byte[] model, float[] input, long... shape) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            try (OrtSession session = environment.createSession(model, options);
                    OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
                    OrtSession.Result result = session.run(
                            Map.of(session.getInputNames().iterator().next(), tensor))) {
                Map<String, float[]> outputs = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    FloatBuffer buffer = ((OnnxTensor) output.getValue()).getFloatBuffer();
                    float[] values = new float[buffer.remaining()];
                    buffer.get(values);
                    outputs.put(output.getKey(), values);
                }
                return outputs;
            }
        } catch (OrtException refused) {
            throw new AssertionError("ONNX Runtime does not take the model", refused);
        }
    }
}

package dev.mien.index.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.micrometer.core.instrument.Timer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One worker's way through a network: input and outputs are allocated once, outside the heap, and used again for every
 * run. For one thread at a time.
 */
public final class Lane implements AutoCloseable {
    /** What buffers are overwritten with, a block at a time. */
    private static final float[] ZEROS = new float[4096];

    private final OrtSession session;
    private final Timer runTime;
    private final FloatBuffer input;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, FloatBuffer> outputs = new HashMap<>();
    private final Map<String, OnnxTensor> answers = new HashMap<>();

    Lane(OrtSession session, Timer runTime, String inputName, long[] inputShape, Map<String, long[]> outputShapes) {
        this.session = session;
        this.runTime = runTime;
        try {
            this.input = allocate(inputShape);
            this.inputs = Map.of(inputName, OnnxTensor.createTensor(OnnxEnvironment.get(), input, inputShape));
            for (Map.Entry<String, long[]> output : outputShapes.entrySet()) {
                FloatBuffer buffer = allocate(output.getValue());
                outputs.put(output.getKey(), buffer);
                answers.put(output.getKey(), OnnxTensor.createTensor(OnnxEnvironment.get(), buffer, output.getValue()));
            }
        } catch (OrtException failed) {
            throw new InferenceException("no buffers for a network", failed);
        }
    }

    /** Filled by absolute puts; its position stays 0. */
    public FloatBuffer input() {
        return input;
    }

    /** Runs the network on the input as it is now. */
    public void run() {
        long begin = System.nanoTime();
        try (OrtSession.Result ignored = session.run(inputs, Set.of(), answers)) {
            // The answers are in the pinned buffers.
            runTime.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        } catch (OrtException failed) {
            throw new InferenceException("a network failed to run", failed);
        }
    }

    /** Read by absolute gets; holds the last run's answer. */
    public FloatBuffer output(String name) {
        return outputs.get(name);
    }

    /** Overwrites what the last face left. */
    public void wipe() {
        zero(input);
        outputs.values().forEach(Lane::zero);
    }

    @Override
    public void close() {
        wipe();
        inputs.values().forEach(OnnxTensor::close);
        answers.values().forEach(OnnxTensor::close);
    }

    private static FloatBuffer allocate(long[] shape) {
        long floats = 1;
        for (long side : shape) {
            floats *= side;
        }
        return ByteBuffer.allocateDirect(Math.toIntExact(floats * Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static void zero(FloatBuffer buffer) {
        for (int at = 0; at < buffer.capacity(); at += ZEROS.length) {
            buffer.put(at, ZEROS, 0, Math.min(ZEROS.length, buffer.capacity() - at));
        }
    }
}

package dev.mien.index.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A loaded network. Safe for any number of threads, each with a {@link Lane} of its own. */
public final class Network implements AutoCloseable {
    private final OrtSession session;
    private final Timer runTime;

    private Network(String model, OrtSession session) {
        this.session = session;
        this.runTime = Timer.builder("mien.model.run")
                .description("One run of a network, whatever its batch")
                .tag("model", model)
                .register(Metrics.globalRegistry);
    }

    /**
     * Loads exactly the bytes that were hashed.
     *
     * @param sha256 lower-case hexadecimal
     * @throws InferenceException when the file is missing, is another one, or is no network
     */
    public static Network load(Path file, String sha256) {
        try {
            byte[] model = Files.readAllBytes(file);
            String found = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(model));
            if (!found.equals(sha256)) {
                throw new InferenceException(file + " is not the model that its profile names: SHA-256 " + found);
            }
            try (OrtSession.SessionOptions options = OnnxEnvironment.options()) {
                return new Network(name(file), OnnxEnvironment.get().createSession(model, options));
            }
        } catch (IOException missing) {
            throw new InferenceException(file + " cannot be read; ./mien models installs it", missing);
        } catch (OrtException broken) {
            throw new InferenceException(file + " is no network that can be run", broken);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Buffers for one worker.
     *
     * @param input name of the input tensor
     * @param inputShape of a whole batch
     * @param outputShapes of the tensors to be answered, by name, of a whole batch
     */
    public Lane lane(String input, long[] inputShape, Map<String, long[]> outputShapes) {
        return new Lane(session, runTime, input, inputShape, outputShapes);
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.onnx$", "");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new InferenceException("a network could not be closed", failed);
        }
    }
}

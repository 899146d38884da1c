package dev.mien.index.profile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One network of a profile and how to speak with it.
 *
 * @param name what it is for
 * @param file its ONNX file
 * @param sha256 lower-case hexadecimal, held against the file when it is loaded
 * @param outputs by what they mean to us
 * @param boxes how a detector's outputs are read; empty for others
 * @param minPresence from which probability on a landmark network has seen a face, 0 to 1; 0 for others
 * @param crop the part of the picture that it sees; empty for the whole
 * @param mirror whether the mirrored image is seen, too, and both answers averaged
 */
public record Role(
        String name,
        Path file,
        String sha256,
        Input input,
        Map<String, Output> outputs,
        Optional<BoxDecoder> boxes,
        double minPresence,
        Optional<Crop> crop,
        boolean mirror) {
    public Role {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(input, "input");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("role " + name + " has no SHA-256");
        }
        if (!(minPresence >= 0 && minPresence <= 1)) {
            throw new IllegalArgumentException("role " + name + ": minPresence is a probability");
        }
        outputs = Map.copyOf(outputs);
    }

    /** An output by its meaning; a profile that lacks it cannot be used for what was asked. */
    public Output output(String meaning) {
        Output output = outputs.get(meaning);
        if (output == null) {
            throw new IllegalArgumentException("role " + name + " has no output " + meaning);
        }
        return output;
    }
}

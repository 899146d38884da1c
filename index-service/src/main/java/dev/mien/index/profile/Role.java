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
 * @param licence SPDX identifier
 * @param outputs by what they mean to us
 * @param decoder how they are read
 * @param crop the part of the picture that it sees; empty for the whole
 * @param mirror whether the mirrored image is seen, too, and both answers averaged
 * @param genders how the output {@code genders} is read; empty where there is none
 */
public record Role(
        String name,
        Path file,
        String sha256,
        String licence,
        Input input,
        Map<String, Output> outputs,
        Decoder decoder,
        Optional<Crop> crop,
        boolean mirror,
        Optional<Genders> genders) {
    public Role {
        Objects.requireNonNull(genders, "genders");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(licence, "licence");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(decoder, "decoder");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("role " + name + " has no SHA-256");
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

    /** How a detector's boxes are read; empty for others. */
    public Optional<BoxDecoder> boxes() {
        return decoder instanceof BoxDecoder boxes ? Optional.of(boxes) : Optional.empty();
    }

    /** From which probability on a landmark network has seen a face, 0 to 1; 0 for others. */
    public double minPresence() {
        return decoder instanceof Decoder.Mesh(double presence) ? presence : 0;
    }

    /** Which of the output {@code classes} is the probability of a living face, from 0. */
    public int liveClass() {
        if (decoder instanceof Decoder.Classes(int live)) {
            return live;
        }
        throw new IllegalArgumentException("role " + name + " has no decoder of the kind classes");
    }
}

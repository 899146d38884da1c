package dev.mien.models.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.models.OnnxRun;
import dev.mien.models.install.Installation;
import dev.mien.models.install.Installation.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real weights, converted here and now, and run. */
class StandardConversionTest {

    private static final double TOLERANCE = 1e-4;
    private static final long SEED = 20_260_101;

    @Test
    void whatIsConvertedHereHasTheHashesOfTheProfile() throws IOException {
        Installation installation = new Installation(StandardModels.profile(), StandardModels.folder());

        // Breaks with any change of a converter that changes a byte, on any machine.
        assertThat(installation.look())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file.state()).isEqualTo(State.RIGHT));
    }

    @ParameterizedTest
    @CsvSource({
        "face_detection_short_range.onnx, 128, -1, 1",
        "face_detection_full_range.onnx, 192, -1, 1",
        "face_landmark_468.onnx, 192, 0, 1",
        "face_recognition_128.onnx, 150, 0, 255",
        "age_gender.onnx, 112, 0, 255"
    })
    void theOutputsAreThoseOfTheReferenceConversion(String file, int side, float from, float to) throws IOException {
        assumeTrue(SharedModels.folder().isPresent(), SharedModels.absence());
        Path reference =
                SharedModels.folder().orElseThrow().resolve("converted").resolve(file);
        float[] picture = picture(1, side, from, to);

        Map<String, float[]> ours = OnnxRun.run(StandardModels.model(file), picture, 1, 3, side, side);

        Map<String, float[]> theirs = OnnxRun.run(Files.readAllBytes(reference), picture, 1, 3, side, side);
        assertThat(ours).containsOnlyKeys(theirs.keySet());
        theirs.forEach((output, expected) -> {
            double difference = largestDifference(ours.get(output), expected);
            System.out.printf("%s %s: %.1e%n", file, output, difference);
            assertThat(difference).as(output).isLessThanOrEqualTo(TOLERANCE);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "face_detection_short_range.onnx, 128, -1, 1",
        "face_detection_full_range.onnx, 192, -1, 1",
        "face_landmark_468.onnx, 192, 0, 1",
        "face_recognition_128.onnx, 150, 0, 255",
        "age_gender.onnx, 112, 0, 255"
    })
    void twoPicturesAtOnceGiveWhatEachGivesAlone(String file, int side, float from, float to) throws IOException {
        byte[] model = StandardModels.model(file);
        float[] both = picture(2, side, from, to);
        int half = both.length / 2;

        Map<String, float[]> together = OnnxRun.run(model, both, 2, 3, side, side);

        // Breaks when a reshape mixes pictures, as one with a fixed first dimension does.
        Map<String, float[]> first = OnnxRun.run(model, Arrays.copyOfRange(both, 0, half), 1, 3, side, side);
        Map<String, float[]> second = OnnxRun.run(model, Arrays.copyOfRange(both, half, 2 * half), 1, 3, side, side);
        together.forEach((output, values) -> {
            float[] apart = Arrays.copyOf(first.get(output), values.length);
            System.arraycopy(second.get(output), 0, apart, values.length / 2, values.length / 2);
            assertThat(largestDifference(values, apart)).as(output).isLessThanOrEqualTo(TOLERANCE);
        });
    }

    private static float[] picture(int number, int side, float from, float to) {
        Random random = new Random(SEED);
        float[] values = new float[number * 3 * side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = from + random.nextFloat() * (to - from);
        }
        return values;
    }

    private static double largestDifference(float[] left, float[] right) {
        assertThat(left).hasSameSizeAs(right);
        double largest = 0;
        for (int i = 0; i < left.length; i++) {
            // Not-a-number compares as smaller with everything; it must not pass for equal.
            assertThat(left[i]).isFinite();
            largest = Math.max(largest, Math.abs((double) left[i] - right[i]));
        }
        return largest;
    }
}

package dev.mien.models.accurate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.models.OnnxRun;
import dev.mien.models.fetch.Download;
import dev.mien.models.fetch.NpmClient;
import dev.mien.models.fetch.Upstream;
import dev.mien.models.install.Installation;
import dev.mien.models.install.Installation.State;
import dev.mien.models.install.Installer;
import dev.mien.models.profile.Profile;
import dev.mien.models.profile.Profiles;
import dev.mien.models.standard.SharedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real weights of the profile {@code accurate}, taken from a mirror, converted here and now, and run. */
class AccurateConversionTest {

    private static final double TOLERANCE = 1e-4;
    private static final long SEED = 20_260_102;
    private static final Path FOLDER = Path.of("target", "accurate-models");

    private static final Profile PROFILE = Profiles.named("accurate").orElseThrow();

    @BeforeAll
    static void convert() throws Exception {
        assumeTrue(SharedModels.folder().isPresent(), SharedModels.absence());
        Path mirror = SharedModels.folder().orElseThrow().resolve("upstream");
        // No npm and no network: whatever the mirror lacks fails.
        Upstream upstream =
                new Upstream(Optional.of(mirror), new NpmClient("no-such-npm"), new Download(), System.out::println);
        new Installer(upstream, System.out::println).complete(PROFILE, new Installation(PROFILE, FOLDER), true);
    }

    @Test
    void whatIsConvertedHereHasTheHashesOfTheProfile() throws IOException {
        // Breaks with any change of a converter that changes a byte, on any machine.
        assertThat(new Installation(PROFILE, FOLDER).look())
                .hasSize(7)
                .allSatisfy(file -> assertThat(file.state()).isEqualTo(State.RIGHT));
    }

    @ParameterizedTest
    @CsvSource({
        "face-reidentification-retail-0095.onnx, 128",
        "2.7_80x80_MiniFASNetV2.onnx, 80",
        "4_0_0_80x80_MiniFASNetV1SE.onnx, 80",
        "head-pose-estimation-adas-0001.onnx, 60"
    })
    void theOutputsAreThoseOfTheReferenceConversion(String file, int side) throws IOException {
        Path reference =
                SharedModels.folder().orElseThrow().resolve("converted").resolve(file);
        float[] picture = picture(1, side);

        Map<String, float[]> ours = OnnxRun.run(model(file), picture, 1, 3, side, side);

        // Breaks when a normalization is folded in wrongly, a padding is lost, or heads change places. The reference
        // calls its outputs otherwise, in the same order.
        Map<String, float[]> theirs = OnnxRun.run(Files.readAllBytes(reference), picture, 1, 3, side, side);
        assertThat(ours).hasSameSizeAs(theirs);
        Iterator<float[]> expected = theirs.values().iterator();
        ours.forEach((output, values) -> {
            double difference = largestDifference(values, expected.next());
            System.out.printf("%s %s: %.1e%n", file, output, difference);
            assertThat(difference).as(output).isLessThanOrEqualTo(TOLERANCE);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "face-reidentification-retail-0095.onnx, 128",
        "2.7_80x80_MiniFASNetV2.onnx, 80",
        "4_0_0_80x80_MiniFASNetV1SE.onnx, 80",
        "head-pose-estimation-adas-0001.onnx, 60"
    })
    void twoPicturesAtOnceGiveWhatEachGivesAlone(String file, int side) throws IOException {
        float[] both = picture(2, side);
        int half = both.length / 2;

        Map<String, float[]> together = OnnxRun.run(model(file), both, 2, 3, side, side);

        // Breaks when the one picture that IR is written for stays fixed in a shape.
        Map<String, float[]> first = OnnxRun.run(model(file), Arrays.copyOfRange(both, 0, half), 1, 3, side, side);
        Map<String, float[]> second =
                OnnxRun.run(model(file), Arrays.copyOfRange(both, half, 2 * half), 1, 3, side, side);
        together.forEach((output, values) -> {
            float[] apart = Arrays.copyOf(first.get(output), values.length);
            System.arraycopy(second.get(output), 0, apart, values.length / 2, values.length / 2);
            assertThat(largestDifference(values, apart)).as(output).isLessThanOrEqualTo(TOLERANCE);
        });
    }

    private static byte[] model(String file) throws IOException {
        return Files.readAllBytes(FOLDER.resolve("accurate").resolve(file));
    }

    private static float[] picture(int number, int side) {
        Random random = new Random(SEED);
        float[] values = new float[number * 3 * side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 255;
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

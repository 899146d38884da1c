package dev.mien.index.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.index.inference.Lane;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Tone;
import dev.mien.index.own.MadeNetwork;
import dev.mien.index.profile.BoxDecoder;
import dev.mien.index.profile.BoxDecoder.Kind;
import dev.mien.index.profile.BoxDecoder.Layer;
import dev.mien.index.profile.Input;
import dev.mien.index.profile.Output;
import dev.mien.index.profile.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One face, told by each family of detectors in its own way: the box from (20, 8) to (60, 56), a point at (36, 24),
 * seen at 0.81, by the cell in column 1 and row 0 of strides of 32. All other anchors answer what is below the score.
 * Each test breaks when anchors are counted in another order, a unit is mistaken, or rows are read with another length.
 */
class BoxReaderTest {
    private static final int SIDE = 64;
    private static final float LOGIT = (float) Math.log(0.81 / 0.19);

    @TempDir
    Path folder;

    @Test
    void blazeFace() throws Exception {
        // Centre and size in pixels from the cell's middle, (48, 16); two boxes a cell.
        expectTheFace(
                Kind.BLAZEFACE,
                new Layer(32, 2, List.of()),
                Map.of("boxes", rows(8, 3, -8, 16, 40, 48, -12, 8), "scores", logits(8, 3, LOGIT)));
    }

    @Test
    void yunet() throws Exception {
        // From the cell's corner, (32, 0), in strides; sizes by their logarithm; 0.81 is the mean of 0.9 and 0.729.
        expectTheFace(
                Kind.YUNET,
                new Layer(32, 1, List.of()),
                Map.of(
                        "classes32", rows(4, 1, 0.9f),
                        "objects32", rows(4, 1, 0.729f),
                        "boxes32", rows(4, 1, 0.25f, 1, (float) Math.log(1.25), (float) Math.log(1.5)),
                        "points32", rows(4, 1, 0.125f, 0.75f)));
    }

    @Test
    void scrfd() throws Exception {
        // Distances of the sides from the cell's corner in strides; two boxes a cell.
        expectTheFace(
                Kind.SCRFD,
                new Layer(32, 2, List.of()),
                Map.of(
                        "scores32", rows(8, 3, 0.81f),
                        "boxes32", rows(8, 3, 0.375f, -0.25f, 0.875f, 1.75f),
                        "points32", rows(8, 3, 0.125f, 0.75f)));
    }

    @Test
    void retinaFace() throws Exception {
        // Corrections of an anchor of 20 pixels around the cell's middle, (48, 16), the second one of its cell.
        expectTheFace(
                Kind.RETINAFACE,
                new Layer(32, 2, List.of(10.0, 20.0)),
                Map.of(
                        "boxes", rows(8, 3, -4, 8, 5 * (float) Math.log(2), 5 * (float) Math.log(2.4)),
                        "scores", rows(8, 3, 0.19f, 0.81f),
                        "points", rows(8, 3, -6, 4)));
    }

    @Test
    void anOutputOfAnotherSizeIsRefusedByItsName() {
        assertThatThrownBy(() -> expectTheFace(
                        Kind.SCRFD,
                        new Layer(32, 1, List.of()),
                        Map.of("scores32", rows(8, 3, 0.81f), "boxes32", new float[8][4], "points32", new float[8][2])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scores32");
    }

    private void expectTheFace(Kind kind, Layer anchors, Map<String, float[][]> answers) throws Exception {
        byte[] model = MadeNetwork.answering(SIDE, answers);
        Path file = folder.resolve("detector.onnx");
        Files.write(file, model);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
        Role role = new Role(
                "detect",
                file,
                sha256,
                "MIT",
                new Input("input", SIDE, SIDE, new Tone(false, List.of(0f), List.of(1f))),
                answers.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                answer -> new Output(
                                        answer.getKey(),
                                        List.of(answer.getValue().length, answer.getValue()[0].length),
                                        true))),
                new BoxDecoder(kind, List.of(anchors), List.of("noseTip"), 0.5, 0.3),
                Optional.empty(),
                false,
                Optional.empty());
        try (Network network = Network.load(file, sha256);
                Lane lane = network.lane("input", new long[] {1, 3, SIDE, SIDE}, BoxReader.outputs(role))) {
            BoxReader reader = BoxReader.of(role, lane);
            lane.run();

            List<Detection> found = reader.read();

            assertThat(found).hasSize(1);
            Detection face = found.getFirst();
            assertThat(face.left()).isCloseTo(20, within(1e-3));
            assertThat(face.top()).isCloseTo(8, within(1e-3));
            assertThat(face.right()).isCloseTo(60, within(1e-3));
            assertThat(face.bottom()).isCloseTo(56, within(1e-3));
            assertThat(face.points().getFirst().x()).isCloseTo(36, within(1e-3));
            assertThat(face.points().getFirst().y()).isCloseTo(24, within(1e-3));
            assertThat(face.score()).isCloseTo(0.81, within(1e-3));
        }
    }

    /** As many rows of zeros, and one that says something. */
    private static float[][] rows(int count, int telling, float... values) {
        float[][] rows = new float[count][values.length];
        rows[telling] = values;
        return rows;
    }

    private static float[][] logits(int count, int telling, float value) {
        float[][] rows = rows(count, telling, value);
        for (int row = 0; row < count; row++) {
            rows[row][0] = row == telling ? value : -10;
        }
        return rows;
    }
}

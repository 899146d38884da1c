package dev.mien.index.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.FaceEngines;
import dev.mien.index.face.Requirements;
import dev.mien.index.intake.Frame;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.ProfileException;
import dev.mien.index.profile.ProfileReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/models.md promises to whoever has a model of their own: a folder with a profile, made here from nothing, is
 * all that it takes.
 */
class OwnProfileTest {
    private static final int PICTURE = 256;

    @TempDir
    Path models;

    @BeforeEach
    void installTheProfileOwn() throws Exception {
        OwnProfile.install(models);
    }

    @Test
    void aFaceIsFoundAlignedAndEmbeddedAsTheProfileSays() throws Exception {
        ModelProfile profile = new ProfileReader().read(models, "own");

        try (FaceEngines engines = new FaceEngines(List.of(profile), 1, 16);
                Frame frame = new Frame(redBesideBlue())) {
            Analysis analysis = engines.named("own").orElseThrow().analyse(List.of(frame), Requirements.TEMPLATE);

            assertThat(analysis).isInstanceOf(Analysed.class);
            try (Embedding template = ((Analysed) analysis).template()) {
                // Of 512 numbers of equal size: red is 1 on the left and -1 on the right, blue the other way round.
                // Breaks when the anchors of the detector are read otherwise, points change places, the chip lies or is
                // scaled wrongly, colours change places, or mean and scale are left out.
                assertThat(template.dimensions()).isEqualTo(512);
                float size = (float) (1 / Math.sqrt(512));
                for (int cell = 0; cell < 256; cell++) {
                    float red = cell % 16 < 8 ? size : -size;
                    assertThat(template.at(cell)).as("red %d", cell).isCloseTo(red, within(size / 5));
                    assertThat(template.at(256 + cell)).as("blue %d", cell).isCloseTo(-red, within(size / 5));
                }
            }
        }
    }

    @Test
    void aModelThatIsNotTheOneNamedIsNotRun() throws Exception {
        Files.write(models.resolve("own/embedder.onnx"), MadeNetwork.answering(112, Map.of("683", new float[1][512])));
        ModelProfile profile = new ProfileReader().read(models, "own");

        // Breaks when files are loaded without being hashed.
        assertThatThrownBy(() -> new FaceEngines(List.of(profile), 1, 16).close())
                .hasMessageContaining("embedder.onnx")
                .hasMessageContaining("SHA-256");
    }

    @Test
    void aNetworkThatNobodyReadsIsNotLoaded() throws Exception {
        rewrite("  landmarks:\n", """
                  pose:
                    file: pose.onnx
                    sha256: 887bad7b19b6d4f2fff697084a310b9195e952afe9b7c0e577a4477e02a04d97
                    licence: MIT
                    input: {name: input, width: 60, height: 60, colours: BGR, mean: [0], scale: [1]}
                    outputs:
                      yaw: {name: y, shape: [N, 1]}
                  landmarks:
                """);
        ModelProfile profile = new ProfileReader().read(models, "own");
        assertThat(profile.optionalRole("pose")).isPresent();

        // Breaks when every role is loaded: there is no file of that one.
        new FaceEngines(List.of(profile), 1, 16).close();
    }

    @Test
    void whatAProfileLacksIsNamed() throws Exception {
        rewrite("      mean: [127.5]\n", "");

        assertThatThrownBy(() -> new ProfileReader().read(models, "own"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("own.yaml.roles.detect.input.mean is missing");
    }

    @Test
    void aCalibrationThatDoesNotSayWhereItCameFromIsRefused() throws Exception {
        Path calibration = models.resolve("own/own-calibration.json");
        Files.writeString(calibration, Files.readString(calibration).replace("provenance", "provenience"));

        // D2. Breaks when thresholds may come from counts that nobody can judge.
        assertThatThrownBy(() -> new ProfileReader().read(models, "own"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("provenance is missing");
    }

    @Test
    void aPointThatTheDetectorDoesNotGiveCannotBeAligned() throws Exception {
        rewrite("point: noseTip", "point: chin");

        assertThatThrownBy(() -> new ProfileReader().read(models, "own"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("chin");
    }

    @Test
    void aLicenceThatTheCardHidesIsRefused() throws Exception {
        rewrite("licences: [MIT]", "licences: [Apache-2.0]");

        // Breaks when a card can be acknowledged that does not tell of one of its models.
        assertThatThrownBy(() -> new ProfileReader().read(models, "own"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("MIT");
    }

    @Test
    void aModelOutsideTheFolderIsRefused() throws Exception {
        rewrite("file: embedder.onnx", "file: ../embedder.onnx");

        assertThatThrownBy(() -> new ProfileReader().read(models, "own"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("beside the profile");
    }

    @Test
    void aRoleCanBeBorrowedAndChanged() throws Exception {
        Path folder = Files.createDirectories(models.resolve("other"));
        Files.copy(models.resolve("own/own-calibration.json"), folder.resolve("own-calibration.json"));
        String yaml = Files.readString(models.resolve("own/own.yaml"));
        int from = yaml.indexOf("  landmarks:");
        int to = yaml.indexOf("  embed:");
        Files.writeString(
                folder.resolve("other.yaml"),
                yaml.substring(0, from).replace("name: own", "name: other")
                        + "  landmarks: {borrow: own, crop: {around: box, enlarge: 2.5}}\n"
                        + yaml.substring(to));

        ModelProfile other = new ProfileReader().read(models, "other");

        // Breaks when a borrowed file is looked for beside the borrower, or its own fields are ignored.
        assertThat(other.role("landmarks").file()).isEqualTo(models.resolve("own/mesh.onnx"));
        assertThat(other.role("landmarks").crop().orElseThrow().enlarge()).isEqualTo(2.5);
        assertThat(other.role("landmarks").minPresence()).isEqualTo(0.5);
    }

    private void rewrite(String from, String to) throws IOException {
        Path file = models.resolve("own/own.yaml");
        String yaml = Files.readString(file);
        assertThat(yaml).contains(from);
        int at = yaml.indexOf(from);
        Files.writeString(file, yaml.substring(0, at) + to + yaml.substring(at + from.length()));
    }

    private static byte[] redBesideBlue() throws IOException {
        BufferedImage picture = new BufferedImage(PICTURE, PICTURE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, PICTURE / 2, PICTURE);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(PICTURE / 2, 0, PICTURE / 2, PICTURE);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }
}

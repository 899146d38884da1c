package dev.mien.index.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.contracts.index.PhotoAnalysis;
import dev.mien.contracts.index.PhotoFace;
import dev.mien.index.face.FaceEngines;
import dev.mien.index.photo.EnginePhotos;
import dev.mien.index.profile.ProfileException;
import dev.mien.index.profile.ProfileReader;
import dev.mien.platform.multipart.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/models.md promises of the role {@code age}, on a network whose answer is known. */
class OwnEstimatesTest {
    private static final float[] PROBABILITIES = {0.0625f, 0.9375f};

    @TempDir
    Path models;

    @BeforeEach
    void installTheProfileOwn() throws Exception {
        OwnProfile.install(models);
    }

    // Breaks when one order is taken for granted, or the other probability for the confidence.
    @ParameterizedTest
    @CsvSource({"'[male, female]', female", "'[female, male]', male"})
    void theProfileSaysWhoseProbabilityIsWhich(String order, String gender) throws Exception {
        OwnProfile.estimating(models, PROBABILITIES, OwnProfile.GENDERS, "{order: " + order + ", minConfidence: 0.9}");

        PhotoAnalysis analysis = analyse(true);

        PhotoFace face = analysis.faces().getFirst();
        assertThat(face.gender()).isEqualTo(gender);
        assertThat(face.genderConfidence()).isCloseTo(0.9375, within(1e-6));
        assertThat(face.age()).isCloseTo(30, within(1e-4));
        assertThat(analysis.unavailable()).doesNotContainKeys("age", "gender");
    }

    @Test
    void aGenderThatTheNetworkIsNotSureOfIsNotTold() throws Exception {
        OwnProfile.estimating(
                models, PROBABILITIES, OwnProfile.GENDERS, "{order: [male, female], minConfidence: 0.95}");

        PhotoAnalysis analysis = analyse(true);

        // Breaks when the likelier one is told whatever the profile says.
        assertThat(analysis.faces().getFirst().gender()).isNull();
        assertThat(analysis.faces().getFirst().genderConfidence()).isCloseTo(0.9375, within(1e-6));
        assertThat(analysis.unavailable()).doesNotContainKeys("age", "gender");
    }

    @Test
    void aProfileWithoutTheOutputSaysSoAndEstimatesTheAge() throws Exception {
        OwnProfile.estimating(models, PROBABILITIES, "", "");

        PhotoAnalysis analysis = analyse(true);

        // Breaks when a missing output is an error, or null without a reason.
        assertThat(analysis.faces().getFirst().age()).isCloseTo(30, within(1e-4));
        assertThat(analysis.faces().getFirst().gender()).isNull();
        assertThat(analysis.faces().getFirst().genderConfidence()).isNull();
        assertThat(analysis.unavailable().get("gender")).contains("\"own\"", "\"age\"", "\"genders\"");
        assertThat(analysis.unavailable()).doesNotContainKey("age");
    }

    @Test
    void aProfileWithoutTheRoleSaysSo() throws Exception {
        PhotoAnalysis analysis = analyse(true);

        assertThat(analysis.unavailable().get("age")).contains("\"own\"", "role \"age\"");
        assertThat(analysis.unavailable().get("gender")).contains("\"own\"", "role \"age\"");
    }

    @Test
    void nothingIsReadOutThatNobodyAskedFor() throws Exception {
        OwnProfile.estimating(models, PROBABILITIES, OwnProfile.GENDERS, "{order: [male, female], minConfidence: 0.9}");

        PhotoAnalysis analysis = analyse(false);

        // Breaks when the network runs because it is there (C5).
        assertThat(analysis.faces()).hasSize(1);
        assertThat(analysis.faces().getFirst().age()).isNull();
        assertThat(analysis.faces().getFirst().gender()).isNull();
        assertThat(analysis.faces().getFirst().genderConfidence()).isNull();
        assertThat(analysis.unavailable().get("gender")).contains("policy");
    }

    // Breaks when an output is read in an order that nobody has said, or below a coin's certainty.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{order: [male, female]}",
                "{order: [male, male], minConfidence: 0.9}",
                "{order: [man, woman], minConfidence: 0.9}",
                "{order: [female], minConfidence: 0.9}",
                "{order: [male, female], minConfidence: 0.4}"
            })
    void howProbabilitiesAreReadHasToBeSaid(String genders) throws Exception {
        OwnProfile.estimating(models, PROBABILITIES, OwnProfile.GENDERS, genders);

        assertThatThrownBy(() -> new ProfileReader().read(models, "own"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("roles.age")
                .hasMessageMatching("(?s).*(genders|order|minConfidence).*");
    }

    @Test
    void anOutputOfAnotherSizeIsRefused() throws Exception {
        OwnProfile.estimating(
                models,
                PROBABILITIES,
                "genders: {name: both, shape: [N, 3]}",
                "{order: [male, female], minConfidence: 0.9}");

        assertThatThrownBy(() -> new ProfileReader().read(models, "own"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("roles.age.outputs.genders");
    }

    private PhotoAnalysis analyse(boolean estimates) throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB), "png", png);
        try (FaceEngines engines = new FaceEngines(List.of(new ProfileReader().read(models, "own")), 1, 16);
                Frame frame = Frame.owning(png.toByteArray())) {
            return new EnginePhotos(engines).analyse("own", estimates, frame);
        }
    }
}

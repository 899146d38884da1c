package dev.mien.index.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.index.Estimates;
import dev.mien.index.embed.Asked;
import dev.mien.index.face.FaceEngines;
import dev.mien.index.face.Requirements;
import dev.mien.index.own.OwnProfile;
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

/** What of a person who enrolls leaves the engine beside the template. */
class EngineAnalysisTest {

    @TempDir
    Path models;

    @BeforeEach
    void installTheProfileOwn() throws Exception {
        OwnProfile.install(models);
    }

    // Breaks when an age limit alone tells genders, or a policy that asks for nothing gets an estimate.
    @ParameterizedTest
    @CsvSource({"NOTHING, ", "AGE, 30", "AGE_AND_GENDER, 30 male"})
    void onlyWhatIsAskedForIsTold(Asked asked, String told) throws Exception {
        OwnProfile.estimating(
                models,
                new float[] {0.9375f, 0.0625f},
                OwnProfile.GENDERS,
                "{order: [male, female], minConfidence: 0.9}");

        assertThat(words(look(asked))).isEqualTo(told);
    }

    @Test
    void aGenderThatTheNetworkIsNotSureOfIsNotTold() throws Exception {
        OwnProfile.estimating(
                models, new float[] {0.75f, 0.25f}, OwnProfile.GENDERS, "{order: [male, female], minConfidence: 0.9}");

        // Breaks when the likelier one goes into the person's record whatever it is worth.
        assertThat(words(look(Asked.AGE_AND_GENDER))).isEqualTo("30");
    }

    @Test
    void whereTheNetworkHasNoSuchOutputTheAgeIsAll() throws Exception {
        OwnProfile.estimating(models, new float[] {0.9375f, 0.0625f}, "", "");

        assertThat(words(look(Asked.AGE_AND_GENDER))).isEqualTo("30");
    }

    @Test
    void withoutTheRoleNobodyPassesForEstimated() throws Exception {
        // Breaks when a policy that asks for an age is answered as if it asked for none: an age limit would be passed.
        assertThat(look(Asked.AGE)).isInstanceOfSatisfying(FaceAnalysis.Sighting.Unusable.class, unusable -> {
            assertThat(unusable.code()).isEqualTo(Code.PROCESSING_ERR);
            assertThat(unusable.status()).isEqualTo(503);
        });
    }

    private static String words(FaceAnalysis.Sighting sighting) {
        FaceAnalysis.Sighting.Seen seen = (FaceAnalysis.Sighting.Seen) sighting;
        seen.vector().close();
        Estimates estimates = seen.estimates();
        if (estimates == null) {
            return null;
        }
        long years = Math.round(estimates.age());
        return estimates.gender() == null ? "" + years : years + " " + estimates.gender();
    }

    private FaceAnalysis.Sighting look(Asked asked) throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB), "png", png);
        try (FaceEngines engines = new FaceEngines(List.of(new ProfileReader().read(models, "own")), 1, 16);
                Frame frame = Frame.owning(png.toByteArray())) {
            return new EngineAnalysis(engines)
                    .look("own", List.of(frame), new Requirements(asked, Liveness.NONE, List.of()));
        }
    }
}

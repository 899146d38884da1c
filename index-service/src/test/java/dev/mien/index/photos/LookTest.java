package dev.mien.index.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.mien.contracts.Code;
import dev.mien.contracts.index.PhotoAnalysis;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.contracts.index.PhotoFace;
import dev.mien.index.face.FaceEngines;
import dev.mien.index.photo.EnginePhotos;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend learns of pictures, with the networks that an installation has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookTest {
    private final Map<String, FaceEngines> loaded = new HashMap<>();

    @AfterAll
    void unload() throws Exception {
        for (FaceEngines engines : loaded.values()) {
            engines.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Installed.STANDARD, Installed.ACCURATE})
    void onePersonMatchesAndTwoDoNot(String profile) {
        PhotoComparison same = compare(profile, "people/p001a.jpg", "people/p001b.jpg");
        PhotoComparison others = compare(profile, "people/p001a.jpg", "people/p002a.jpg");

        // Breaks when a picture is compared with itself, or the threshold of another rate or profile is taken.
        assertThat(same.match()).isTrue();
        assertThat(same.similarity())
                .isLessThan(0.999)
                .isGreaterThan(same.threshold().similarity());
        assertThat(others.match()).isFalse();
        assertThat(same.threshold().falseMatchRate()).isEqualTo(1e-4);
        assertThat(same.threshold().extrapolated()).isFalse();
        assertThat(same.profile()).isEqualTo(profile);
        // Breaks when the confidence is the similarity, or more than thirty pairs of strangers support.
        assertThat(same.confidence()).isGreaterThan(1 - 1e-4).isLessThanOrEqualTo(1 - 1e-6);
        assertThat(others.confidence()).isLessThan(1 - 1e-4);
        assertThat(same.images())
                .hasSize(2)
                .allSatisfy(face -> assertThat(face.quality().good()).isTrue());
    }

    @Test
    void moreSimilarityThanTheCalibrationKnowsIsNoMoreConfidence() {
        PhotoComparison same = compare(Installed.ACCURATE, "people/p001a.jpg", "people/p001a.jpg");

        assertThat(same.similarity()).isCloseTo(1, within(1e-6));
        // Breaks without the bound: an extrapolated rate of nearly nought would be certainty.
        assertThat(1 - same.confidence()).isBetween(1e-6, 1.2e-6);
    }

    @ParameterizedTest
    @CsvSource({"standard, NO_FACES_DETECTED, 017_0.jpg", "accurate, MANY_FACES, 014_5.jpg"})
    void whichOfTwoPicturesCannotBeUsedIsSaid(String profile, Code code, String photo) {
        EnginePhotos photos = photos(profile);
        List<Frame> two = List.of(frame("people/p001a.jpg"), frame("groups/" + photo));

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> photos.compare(profile, two));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.detail()).startsWith("Image 2 ");
    }

    @ParameterizedTest
    @CsvSource({"standard, 0", "accurate, 0", "standard, 2", "accurate, 2", "standard, 5", "accurate, 5"})
    void everyFaceIsFound(String profile, int faces) {
        String photo = Map.of(0, "017_0.jpg", 2, "010_2.jpg", 5, "014_5.jpg").get(faces);

        PhotoAnalysis analysis = analyse(profile, false, "groups/" + photo);

        // Breaks when a second face ends the search, or nothing at all is an error.
        assertThat(analysis.faces()).hasSize(faces);
        assertThat(analysis.more()).isFalse();
        assertThat(analysis.faces())
                .isSortedAccordingTo((a, b) -> Double.compare(
                        b.box().width() * b.box().height(),
                        a.box().width() * a.box().height()));
    }

    @Test
    void boxesAreInPixelsOfThePictureAsItWasSent() {
        PhotoAnalysis large = analyse(Installed.ACCURATE, false, "people/p203a.jpg");
        PhotoFace face = large.faces().getFirst();

        // Breaks when a picture that is decoded smaller gives the smaller picture's boxes: the figure knows the true
        // size.
        double shorter = Math.min(face.box().width(), face.box().height());
        assertThat(face.quality().figures().getFirst().name()).isEqualTo("facePixels");
        assertThat(face.quality().figures().getFirst().figure()).isCloseTo(shorter, within(1e-6));
    }

    @Test
    void nothingIsEstimatedThatThePolicyDoesNotAskFor() {
        PhotoAnalysis silent = analyse(Installed.ACCURATE, false, "people/p001a.jpg");
        PhotoAnalysis asked = analyse(Installed.ACCURATE, true, "people/p001a.jpg");

        // Breaks when age or gender are estimated because a network is there (C5).
        assertThat(silent.faces().getFirst().age()).isNull();
        assertThat(silent.unavailable()).containsOnlyKeys("age", "gender");
        assertThat(silent.unavailable().values()).allMatch(reason -> reason.contains("policy"));
        assertThat(silent.faces().getFirst().gender()).isNull();
        assertThat(silent.faces().getFirst().genderConfidence()).isNull();
        assertThat(asked.faces().getFirst().age()).isBetween(20.0, 90.0);
        assertThat(asked.unavailable()).isEmpty();
    }

    @Test
    void livenessIsToldWhereTheProfileHasIt() {
        PhotoAnalysis live = analyse(Installed.ACCURATE, false, "liveness/image_T1.jpg");
        PhotoAnalysis printed = analyse(Installed.ACCURATE, false, "liveness/image_F1.jpg");
        PhotoAnalysis untold = analyse(Installed.STANDARD, false, "liveness/image_T1.jpg");

        // Breaks when another class of the network's is read, or what cannot be told is told all the same.
        assertThat(live.faces().getFirst().liveness().looksAlive()).isTrue();
        assertThat(printed.faces().getFirst().liveness().looksAlive()).isFalse();
        assertThat(untold.faces().getFirst().liveness()).isNull();
        assertThat(untold.unavailable().get("liveness")).contains("standard", "liveness");
    }

    @Test
    void aHeadThatIsTiltedHasARoll() {
        PhotoFace face =
                analyse(Installed.ACCURATE, false, "people/p001a.jpg").faces().getFirst();

        // Breaks when left and right are swapped: an upright head would stand on its own.
        assertThat(face.pose().roll()).isBetween(-15.0, 15.0);
        assertThat(face.pose().yaw()).isBetween(-40.0, 40.0);
        assertThat(face.occlusion().mouth()).isFalse();
    }

    private PhotoComparison compare(String profile, String one, String other) {
        return photos(profile).compare(profile, List.of(frame(one), frame(other)));
    }

    private PhotoAnalysis analyse(String profile, boolean estimates, String photo) {
        return photos(profile).analyse(profile, estimates, frame(photo));
    }

    private EnginePhotos photos(String profile) {
        return new EnginePhotos(
                loaded.computeIfAbsent(profile, name -> new FaceEngines(List.of(Installed.profile(name)), 1, 16)));
    }

    private static Frame frame(String photo) {
        try {
            String folder = photo.substring(0, photo.indexOf('/'));
            return Frame.owning(
                    Files.readAllBytes(Installed.photos(folder).resolve(photo.substring(photo.indexOf('/') + 1))));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}

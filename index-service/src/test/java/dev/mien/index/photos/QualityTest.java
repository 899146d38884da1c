package dev.mien.index.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Code;
import dev.mien.contracts.index.FaceBox;
import dev.mien.index.detect.Detection;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.Analysis.Refused;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.Requirements;
import dev.mien.index.intake.Frame;
import dev.mien.testing.faces.Attitude;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.RescaleOp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What is wrong with a picture is named, with figure and limit; that nothing is wrong with good ones, PeopleTest holds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QualityTest {
    /** 512 pixels wide, the face about 210 of them. */
    private static final List<String> PEOPLE =
            List.of("p001a", "p002a", "p005a", "p010a", "p020a", "p032a", "p045a", "p050a", "p075a", "p077a");

    private static final double BLUR = 0.03;
    private static final float DUSK = 0.2f;

    private Path folder;
    private FaceEngine engine;
    private Portrait3d portraits;

    @BeforeAll
    void start() {
        folder = Installed.photos("people");
        engine = Installed.engine();
        portraits = new Portrait3d(Installed.profile());
    }

    @AfterAll
    void stop() throws Exception {
        if (engine != null) {
            portraits.close();
            engine.close();
        }
    }

    @Test
    void aBlurredFaceIsCalledBlurred() {
        for (String person : PEOPLE) {
            BufferedImage photo = photo(person);
            double faceWidth = portraits.of(file(person)).width();

            assertPoor(blurred(photo, BLUR * faceWidth), "(blurred: sharpness 0.2", "at least 0.29)");
        }
    }

    @Test
    void aDarkFaceIsCalledDark() {
        for (String person : PEOPLE) {
            assertPoor(new RescaleOp(DUSK, 0, null).filter(photo(person), null), "(dark: brightness ", "at least 60)");
        }
    }

    @Test
    void aSmallFaceIsCalledTooSmall() {
        for (String person : PEOPLE) {
            // First of all that is wrong with it: whoever comes closer mends the blur, too.
            assertPoor(scaled(photo(person), 80), "(too small: ", "at least 50)");
        }
    }

    @Test
    void aFaceThatLooksElsewhereIsCalledTurnedAway() {
        for (double degrees : new double[] {-45, 45}) {
            assertPoor(portraits.of(file("p002a")).render(Attitude.turned(degrees)), "(turned away: ", "at most 40)");
        }
    }

    @Test
    void aFaceAtTheEdgeIsCalledCutOff() {
        for (String person : PEOPLE) {
            float[][] mesh = portraits.mesh(file(person));
            BufferedImage photo = photo(person);
            // Detectors still see the face, and a third of it is missing.
            int right = (int) (mesh[0][234] + 0.62 * (mesh[0][454] - mesh[0][234]));

            assertPoor(photo.getSubimage(0, 0, right, photo.getHeight()), "(cut off: 0.", "at least 0.85)");
        }
    }

    @Test
    void masksAndHandsAreCalledWhatTheyAre() {
        assertCoversAreNamed(Installed.STANDARD, engine, PEOPLE);
    }

    /** Fewer people: the networks are slower, the mesh that tells is the same one. */
    @Test
    void masksAndHandsAreCalledWhatTheyAreByTheOtherProfileToo() throws Exception {
        try (FaceEngine accurate = Installed.engine(Installed.ACCURATE)) {
            assertCoversAreNamed(Installed.ACCURATE, accurate, PEOPLE.subList(0, 4));
        }
    }

    private void assertCoversAreNamed(String profile, FaceEngine by, List<String> people) {
        Map<String, List<Code>> answers = new TreeMap<>();
        for (String person : people) {
            new CoveredFace(photo(person), portraits.mesh(file(person)))
                    .all()
                    .forEach((cover, picture) -> answers.computeIfAbsent(cover, _ -> new ArrayList<>())
                            .add(code(look(by, picture))));
        }
        System.out.println("covered faces by " + profile + ": " + answers);

        // Breaks when a mesh that was guessed through a cover is taken for a face. A detector that no longer sees a
        // face says so; most covers it sees through.
        assertThat(answers).hasSize(6);
        answers.forEach((cover, codes) -> assertThat(codes)
                .as(cover)
                .hasSize(people.size())
                .isSubsetOf(Code.FACE_OBSCURED, Code.NO_FACES_DETECTED)
                .contains(Code.FACE_OBSCURED));
        assertThat(answers.values().stream()
                        .flatMap(List::stream)
                        .filter(Code.FACE_OBSCURED::equals)
                        .count())
                .isGreaterThanOrEqualTo(6L * people.size() * 6 / 10);
    }

    /** Where people move between the two, a frame on which they see different faces is refused. */
    @Test
    void bothProfilesBoxTheSameFace() throws Exception {
        try (FaceEngine accurate = Installed.engine(Installed.ACCURATE)) {
            for (String person : PEOPLE) {
                FaceBox one = box(Installed.look(engine, file(person)));
                FaceBox other = box(Installed.look(accurate, file(person)));

                // Breaks when a box is told in pixels of a reduced picture, or a detector's is read wrongly.
                assertThat(one.isOf(other)).as("%s: %s, %s", person, one, other).isTrue();
            }
        }
    }

    private static FaceBox box(Analysis analysis) {
        Analysed analysed = (Analysed) analysis;
        analysed.template().close();
        Detection box = analysed.frames().getFirst().box();
        return new FaceBox(box.left(), box.top(), box.width(), box.height());
    }

    @Test
    void darkGlassesAreSeenOnLightSkin() {
        BufferedImage picture = new CoveredFace(photo("p001a"), portraits.mesh(file("p001a"))).darkGlasses();

        assertThat(look(picture))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Code.FACE_OBSCURED));
    }

    private Path file(String person) {
        return folder.resolve(person + ".jpg");
    }

    private BufferedImage photo(String person) {
        return Portrait3d.read(file(person));
    }

    private void assertPoor(BufferedImage picture, String... named) {
        Analysis analysis = look(picture);
        assertThat(analysis).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).as(refused.detail()).isEqualTo(Code.POOR_QUALITY);
            assertThat(refused.detail()).contains(named);
        });
    }

    private static Code code(Analysis analysis) {
        return switch (analysis) {
            case Refused refused -> refused.code();
            case Analysed analysed -> {
                analysed.template().close();
                yield null;
            }
            case Analysis.Busy _ -> throw new IllegalStateException("one frame is never too many");
        };
    }

    private Analysis look(BufferedImage picture) {
        return look(engine, picture);
    }

    private static Analysis look(FaceEngine by, BufferedImage picture) {
        try (Frame frame = new Frame(Portrait3d.jpeg(picture))) {
            return by.analyse(List.of(frame), Requirements.TEMPLATE);
        }
    }

    private static BufferedImage scaled(BufferedImage photo, int width) {
        BufferedImage small =
                new BufferedImage(width, photo.getHeight() * width / photo.getWidth(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(photo, 0, 0, small.getWidth(), small.getHeight(), null);
        return small;
    }

    /** By a Gaussian, whose deviation is in pixels. */
    private static BufferedImage blurred(BufferedImage photo, double deviation) {
        int reach = (int) Math.ceil(3 * deviation);
        float[] weights = new float[2 * reach + 1];
        float sum = 0;
        for (int i = -reach; i <= reach; i++) {
            weights[i + reach] = (float) Math.exp(-i * i / (2 * deviation * deviation));
            sum += weights[i + reach];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        var across = new ConvolveOp(new Kernel(weights.length, 1, weights), ConvolveOp.EDGE_NO_OP, null);
        var down = new ConvolveOp(new Kernel(1, weights.length, weights), ConvolveOp.EDGE_NO_OP, null);
        return down.filter(across.filter(photo, null), null);
    }
}

package dev.mien.index.photos;

import static dev.mien.contracts.context.LivenessStep.BLINK;
import static dev.mien.contracts.context.LivenessStep.CLOSER;
import static dev.mien.contracts.context.LivenessStep.TURN_LEFT;
import static dev.mien.contracts.context.LivenessStep.TURN_RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.LivenessStep;
import dev.mien.index.embed.Asked;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.Analysis.Refused;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.Requirements;
import dev.mien.index.intake.Frame;
import dev.mien.index.liveness.LivenessResult;
import dev.mien.testing.faces.Attitude;
import dev.mien.testing.faces.HeldPhoto;
import dev.mien.testing.faces.Performance;
import dev.mien.testing.faces.RenderedHead;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The active check on real faces: rendered heads perform challenges, and photos of the same people do not. No test here
 * shows that a recording played on a screen is found, or a mask: docs/liveness.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChallengeTest {
    private static final long SEED = 14;
    /** Portraits that look at the camera: 512 pixels, one face. */
    private static final List<String> PEOPLE =
            List.of("p001a", "p002a", "p005a", "p010a", "p020a", "p045a", "p050a", "p075a");

    private static final double CAMERA_FACES = 4;

    private final Random random = new Random(SEED);
    private final Map<String, RenderedHead> heads = new HashMap<>();
    private Path folder;
    private FaceEngine engine;
    private Portrait3d portraits;

    /** The profile whose networks look. */
    String profile() {
        return Installed.STANDARD;
    }

    @BeforeAll
    void start() {
        folder = Installed.photos("people");
        engine = Installed.engine(profile());
        portraits = new Portrait3d(Installed.profile(profile()));
    }

    @AfterAll
    void stop() throws Exception {
        if (engine != null) {
            portraits.close();
            engine.close();
        }
    }

    @Test
    void whoDoesWhatWasAskedPasses() {
        List<String> refused = new ArrayList<>();
        for (String person : PEOPLE) {
            List<LivenessStep> challenge = draw();

            Analysis analysis = look(performance(head(person), challenge), challenge);

            if (analysis instanceof Analysed analysed) {
                // Breaks when turned or blinking frames join the template.
                assertThat(analysed.liveness()).isEqualTo(new LivenessResult.Passed());
                assertThat(analysed.frames().getFirst().index()).isZero();
                assertThat(analysed.frames()).hasSizeLessThan(2 + 3 * challenge.size());
                analysed.template().close();
            } else {
                refused.add(person + " " + challenge + " " + analysis);
            }
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void oneStillPhotoForEveryFrameIsAnAttack() {
        for (String person : PEOPLE) {
            List<LivenessStep> challenge = draw();

            assertAttack(Collections.nCopies(8, photo(person)), challenge);
        }
    }

    @Test
    void aPhotoThatIsMovedInItsPlaneIsAnAttack() {
        for (String person : PEOPLE.subList(0, 3)) {
            BufferedImage photo = photo(person);
            List<BufferedImage> frames = new ArrayList<>(List.of(photo));
            for (double[] move :
                    new double[][] {{40, 0, 1}, {-40, 0, 1}, {0, 15, 1}, {0, -15, 1}, {0, 0, 1.3}, {20, 10, 0.9}}) {
                frames.add(HeldPhoto.moved(photo, move[0], move[1], move[2]));
                frames.add(photo);
            }

            for (List<LivenessStep> challenge : everyOrderOfAll()) {
                // Breaks when a turn is told by where the face is, or how it is tilted.
                assertAttack(frames, challenge);
            }
        }
    }

    @Test
    void aPhotoThatIsTurnedAsAWholeIsAnAttack() {
        for (String person : PEOPLE) {
            BufferedImage photo = photo(person);
            RenderedHead head = head(person);
            double distance = CAMERA_FACES * head.width();
            BufferedImage shut = head.render(Attitude.eyesClosed(1));
            for (double degrees : new double[] {-35, -25, 25, 35}) {
                BufferedImage turned = HeldPhoto.turned(photo, degrees, distance);
                LivenessStep step = degrees > 0 ? TURN_LEFT : TURN_RIGHT;

                // Even with another photo for the blink. Breaks when the guessed depths alone decide what a turn is.
                assertAttack(List.of(photo, turned, photo, shut), List.of(step, BLINK));
            }
        }
    }

    @Test
    void framesInTheWrongOrderAreAnAttack() {
        for (String person : PEOPLE) {
            List<LivenessStep> challenge = draw();
            List<LivenessStep> reversed = challenge.reversed();

            assertAttack(performance(head(person), reversed), challenge);
        }
    }

    @Test
    void anothersFaceForOneStepIsAnAttack() {
        for (int i = 0; i < PEOPLE.size(); i++) {
            List<LivenessStep> challenge = draw();
            List<BufferedImage> frames = performance(head(PEOPLE.get(i)), challenge);
            List<BufferedImage> others = performance(head(PEOPLE.get((i + 1) % PEOPLE.size())), challenge);
            int turn = challenge.indexOf(TURN_LEFT) < 0 ? challenge.indexOf(TURN_RIGHT) : challenge.indexOf(TURN_LEFT);
            for (int frame = 1 + 3 * turn; frame < 3 + 3 * turn; frame++) {
                frames.set(frame, others.get(frame));
            }

            // Breaks when only the frames that join the template are compared.
            assertAttack(frames, challenge);
        }
    }

    @Test
    void anEarlierSessionsFramesAreAnAttack() {
        List<LivenessStep> earlier = List.of(TURN_LEFT, BLINK, TURN_RIGHT);
        List<BufferedImage> frames = performance(head(PEOPLE.getFirst()), earlier);

        for (List<LivenessStep> challenge : everyOrderOfAll()) {
            if (!challenge.equals(earlier)) {
                assertAttack(frames, challenge);
            }
        }
        assertAttack(frames, List.of(TURN_LEFT, BLINK));
        assertAttack(frames, List.of(BLINK, TURN_RIGHT));
    }

    @Test
    void aFrameWithoutAFaceLeavesNobodyToFollow() {
        List<LivenessStep> challenge = List.of(TURN_LEFT, BLINK);
        List<BufferedImage> frames = performance(head(PEOPLE.getFirst()), challenge);
        frames.set(2, new BufferedImage(512, 512, BufferedImage.TYPE_INT_RGB));

        // Breaks when a gap is passed over: whoever comes back may be another one.
        assertThat(look(frames, challenge)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(Code.NO_FACES_DETECTED);
            assertThat(refused.detail()).contains("Frame 3");
        });
    }

    private RenderedHead head(String person) {
        return heads.computeIfAbsent(person, name -> portraits.of(folder.resolve(name + ".jpg")));
    }

    private BufferedImage photo(String person) {
        return Portrait3d.read(folder.resolve(person + ".jpg"));
    }

    /** Two different steps with a turn and a blink, or three. */
    private List<LivenessStep> draw() {
        List<LivenessStep> steps = new ArrayList<>(List.of(LivenessStep.values()));
        Collections.shuffle(steps, random);
        return random.nextInt(7) == 0
                ? List.of(random.nextBoolean() ? TURN_LEFT : TURN_RIGHT, BLINK)
                : steps.subList(0, 3);
    }

    private static List<List<LivenessStep>> everyOrderOfAll() {
        return List.of(
                List.of(TURN_LEFT, BLINK),
                List.of(TURN_RIGHT, BLINK),
                List.of(TURN_LEFT, TURN_RIGHT, CLOSER),
                List.of(TURN_RIGHT, TURN_LEFT, BLINK),
                List.of(CLOSER, BLINK, TURN_LEFT),
                List.of(BLINK, TURN_RIGHT, CLOSER),
                List.of(TURN_LEFT, BLINK, TURN_RIGHT));
    }

    private List<BufferedImage> performance(RenderedHead head, List<LivenessStep> challenge) {
        return Performance.of(head, challenge, random);
    }

    private void assertAttack(List<BufferedImage> frames, List<LivenessStep> challenge) {
        Analysis analysis = look(frames, challenge);
        if (analysis instanceof Analysed analysed) {
            analysed.template().close();
        }
        assertThat(analysis)
                .as("%s", challenge)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Code.PAD_ATTACK));
    }

    private Analysis look(List<BufferedImage> pictures, List<LivenessStep> challenge) {
        List<Frame> frames =
                pictures.stream().map(Portrait3d::jpeg).map(Frame::new).toList();
        try {
            return engine.analyse(frames, new Requirements(Asked.NOTHING, Liveness.ACTIVE, challenge));
        } finally {
            frames.forEach(Frame::close);
        }
    }
}

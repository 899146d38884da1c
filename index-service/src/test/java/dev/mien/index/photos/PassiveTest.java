package dev.mien.index.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import dev.mien.index.embed.Asked;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.Analysis.Refused;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.Requirements;
import dev.mien.index.intake.Frame;
import dev.mien.index.liveness.LivenessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The passive check on one live face, a printed one, a displayed one, and on portraits, which are photos of living
 * people.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PassiveTest {
    private static final Requirements LOOKS = new Requirements(Asked.NOTHING, Liveness.PASSIVE, List.of());
    /** Nine were turned away when this was written. */
    private static final int TURNED_AWAY_MAX = 12;

    private FaceEngine engine;

    @BeforeAll
    void start() {
        engine = Installed.engine(Installed.ACCURATE);
    }

    @AfterAll
    void stop() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void aLiveFaceLooksAlive() throws Exception {
        Analysis analysis = look(Installed.photos("liveness").resolve("image_T1.jpg"));

        assertThat(analysis).isInstanceOfSatisfying(Analysed.class, analysed -> {
            assertThat(analysed.liveness()).isEqualTo(new LivenessResult.Passed());
            analysed.template().close();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"image_F1.jpg", "image_F2.jpg"})
    void aPrintAndAScreenDoNot(String file) throws Exception {
        // Breaks when the wrong class is read, colours are swapped, or the networks see another part of the picture.
        assertThat(look(Installed.photos("liveness").resolve(file)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Code.PAD_ATTACK));
    }

    @Test
    void howManyPortraitsItTurnsAway() throws Exception {
        int all = 0;
        int turnedAway = 0;
        try (var photos = Files.list(Installed.photos("people"))) {
            for (Path photo : photos.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                    .toList()) {
                all++;
                switch (look(photo)) {
                    case Analysed analysed -> analysed.template().close();
                    case Refused refused -> {
                        assertThat(refused.code())
                                .as(photo + " " + refused.detail())
                                .isEqualTo(Code.PAD_ATTACK);
                        turnedAway++;
                    }
                    case Analysis.Busy _ -> throw new IllegalStateException("one frame is never too many");
                }
            }
        }
        System.out.printf(Locale.ROOT, "passive liveness: %d of %d portraits turned away%n", turnedAway, all);

        assertThat(all).isEqualTo(134);
        assertThat(turnedAway).isLessThanOrEqualTo(TURNED_AWAY_MAX);
    }

    private Analysis look(Path photo) throws IOException {
        try (Frame frame = new Frame(Files.readAllBytes(photo))) {
            return engine.analyse(List.of(frame), LOOKS);
        }
    }
}

package dev.mien.index.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.profile.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every photo of the reference set against every other, at the threshold that the calibration gives for a false match rate of
 * one in ten thousand. Whoever changes decoding, detection, alignment or models sees here whether people are still known.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleTest {
    private static final double FMR = 1e-4;
    private static final int PHOTOS = 134;
    private static final int GENUINE = 29;
    private static final int RECOGNIZED_MIN = 26;
    private static final int FALSE_MATCHES_MAX = 2;

    private record Portrait(String file, String person, Embedding embedding) {}

    private final List<Portrait> portraits = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Threshold threshold;

    @BeforeAll
    void lookAtEveryPhoto() throws Exception {
        Path people = Installed.photos("people");
        try (FaceEngine engine = Installed.engine()) {
            threshold = engine.profile().calibration().forFalseMatchRate(FMR);
            for (String line : rows(people)) {
                String[] fields = line.split(",", -1);
                Analysis analysis = Installed.look(engine, people.resolve(fields[0]));
                if (analysis instanceof Analysed analysed) {
                    portraits.add(new Portrait(fields[0], fields[1], analysed.template()));
                } else {
                    refused.add(fields[0] + ": " + analysis);
                }
            }
        }
    }

    @AfterAll
    void forget() {
        portraits.forEach(portrait -> portrait.embedding().close());
    }

    @Test
    void everyPortraitHasAFaceThatCanBeUsed() {
        assertThat(refused).isEmpty();
        assertThat(portraits).hasSize(PHOTOS);
    }

    @Test
    void theThresholdIsTheOneThatWasMeasured() {
        // Breaks when the shipped calibration is exchanged, or read from the wrong end.
        assertThat(threshold.score()).isBetween(0.943, 0.944);
        assertThat(threshold.extrapolated()).isFalse();
    }

    @Test
    void peopleAreRecognizedAndHardlyEverTakenForOthers() {
        int genuine = 0;
        int impostors = 0;
        List<String> recognized = new ArrayList<>();
        List<String> confused = new ArrayList<>();
        for (int i = 0; i < portraits.size(); i++) {
            for (int j = i + 1; j < portraits.size(); j++) {
                Portrait one = portraits.get(i);
                Portrait other = portraits.get(j);
                double score = one.embedding().similarity(other.embedding());
                boolean same = one.person().equals(other.person());
                genuine += same ? 1 : 0;
                impostors += same ? 0 : 1;
                if (score >= threshold.score()) {
                    (same ? recognized : confused).add("%s %s %.4f".formatted(one.file(), other.file(), score));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "accuracy at %.4f (FMR 1e-4): %d of %d genuine pairs recognized, %d of %d impostor pairs matched%n",
                threshold.score(),
                recognized.size(),
                genuine,
                confused.size(),
                impostors);

        // Breaks when eyes are swapped, EXIF is ignored, the mirror is left out, or colours are taken for BGR.
        assertThat(genuine).isEqualTo(GENUINE);
        assertThat(recognized).as("recognized").hasSizeGreaterThanOrEqualTo(RECOGNIZED_MIN);
        assertThat(confused).as("false matches").hasSizeLessThanOrEqualTo(FALSE_MATCHES_MAX);
    }

    private static List<String> rows(Path people) throws IOException {
        List<String> lines = Files.readAllLines(people.resolve("people.csv"));
        return lines.subList(1, lines.size());
    }
}

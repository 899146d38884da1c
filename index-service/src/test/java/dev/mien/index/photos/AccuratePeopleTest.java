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
 * Every photo of the reference set against every other by the profile {@code accurate}, at the threshold that it has
 * for a search among all these people at the default FPIR. Whoever changes decoding, detection, alignment or models
 * sees here whether people are still known, and nobody taken for somebody else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccuratePeopleTest {
    private static final double FPIR = 1e-3;
    private static final int PEOPLE = 116;
    private static final int PHOTOS = 134;
    private static final int GENUINE = 29;
    private static final int IMPOSTORS = 8882;

    private record Portrait(String file, String person, Embedding embedding) {}

    private final List<Portrait> portraits = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Threshold threshold;

    @BeforeAll
    void lookAtEveryPhoto() throws Exception {
        Path people = Installed.photos("people");
        try (FaceEngine engine = Installed.engine(Installed.ACCURATE)) {
            threshold = engine.profile().calibration().forIdentification(FPIR, PEOPLE);
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
        // Breaks when YuNet's boxes are read a stride off, or the mesh looks beside the face and denies it.
        assertThat(refused).isEmpty();
        assertThat(portraits).hasSize(PHOTOS);
    }

    @Test
    void theThresholdIsTheOneThatTheCalibrationGives() {
        // Breaks when another profile's calibration is shipped, or the number of faces is left out.
        assertThat(threshold.fmr()).isBetween(8.6e-6, 8.7e-6);
        assertThat(threshold.score()).isBetween(0.50, 0.52);
        assertThat(threshold.extrapolated()).isFalse();
    }

    @Test
    void everybodyIsRecognizedAndNobodyTakenForAnother() {
        int genuine = 0;
        int impostors = 0;
        double leastGenuine = 1;
        double mostImpostor = -1;
        List<String> missed = new ArrayList<>();
        List<String> confused = new ArrayList<>();
        for (int i = 0; i < portraits.size(); i++) {
            for (int j = i + 1; j < portraits.size(); j++) {
                Portrait one = portraits.get(i);
                Portrait other = portraits.get(j);
                double score = one.embedding().similarity(other.embedding());
                String line = "%s %s %.4f".formatted(one.file(), other.file(), score);
                if (one.person().equals(other.person())) {
                    genuine++;
                    leastGenuine = Math.min(leastGenuine, score);
                    if (score < threshold.score()) {
                        missed.add(line);
                    }
                } else {
                    impostors++;
                    mostImpostor = Math.max(mostImpostor, score);
                    if (score >= threshold.score()) {
                        confused.add(line);
                    }
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "accurate at %.4f (FPIR 1e-3 of %d people): %d of %d genuine pairs from %.4f on,"
                        + " %d of %d impostor pairs, the highest %.4f%n",
                threshold.score(),
                PEOPLE,
                genuine - missed.size(),
                genuine,
                leastGenuine,
                confused.size(),
                impostors,
                mostImpostor);

        // Breaks when eyes are swapped, colours are taken for RGB, the five points or their places are mistaken.
        assertThat(genuine).isEqualTo(GENUINE);
        assertThat(impostors).isEqualTo(IMPOSTORS);
        assertThat(missed).as("not recognized").isEmpty();
        assertThat(confused).as("taken for another").isEmpty();
    }

    private static List<String> rows(Path people) throws IOException {
        List<String> lines = Files.readAllLines(people.resolve("people.csv"));
        return lines.subList(1, lines.size());
    }
}

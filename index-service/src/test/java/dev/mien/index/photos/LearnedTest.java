package dev.mien.index.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.TemplateAnswer.Outcome;
import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.Requirements;
import dev.mien.index.intake.Frame;
import dev.mien.index.learn.Growth;
import dev.mien.index.profile.Calibration;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.Occasions;
import dev.mien.index.vault.ProbeContents;
import dev.mien.testing.faces.Attitude;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Templates that learn, on real faces by the profile {@code accurate}: what it is good for, and what it must not do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LearnedTest {
    private static final double FPIR = 1e-3;
    private static final int PEOPLE = 116;
    /** Portraits that look at the camera: 512 pixels, one face. */
    private static final List<String> RENDERED =
            List.of("p001a", "p002a", "p005a", "p010a", "p020a", "p045a", "p050a", "p075a");

    private static final List<Attitude> ATTITUDES = List.of(
            new Attitude(14, 3, 2, 1, 0),
            new Attitude(-14, -4, -2, 1.1, 0),
            new Attitude(6, 10, -4, 0.9, 0),
            new Attitude(-18, 6, 3, 1, 0),
            new Attitude(17, -7, 0, 1.05, 0),
            new Attitude(-5, -10, 5, 0.95, 0));

    private final Map<String, List<FaceVector>> photos = new LinkedHashMap<>();
    private Path folder;
    private FaceEngine engine;
    private Portrait3d portraits;
    private double threshold;
    private double certain;
    private double sameFace;

    @BeforeAll
    void lookAtEveryPhoto() throws IOException {
        folder = Installed.photos("people");
        engine = Installed.engine(Installed.ACCURATE);
        portraits = new Portrait3d(Installed.profile(Installed.ACCURATE));
        Calibration calibration = engine.profile().calibration();
        threshold = calibration.forIdentification(FPIR, PEOPLE).score();
        certain = Math.max(
                calibration.forIdentification(FPIR / 10, PEOPLE).score(),
                calibration.forFalseMatchRate(1e-6).score());
        sameFace = calibration.forFalseMatchRate(1e-5).score();
        List<String> lines = Files.readAllLines(folder.resolve("people.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            photos.computeIfAbsent(fields[1], person -> new ArrayList<>())
                    .add(vector(Files.readAllBytes(folder.resolve(fields[0]))).orElseThrow());
        }
    }

    @AfterAll
    void stop() throws Exception {
        if (engine != null) {
            photos.values().forEach(all -> all.forEach(FaceVector::close));
            portraits.close();
            engine.close();
        }
    }

    @Test
    void whoHasThreePhotosOrMoreIsRecognizedBetter() {
        // Each photo is the enrollment once; of the others all but one are learned from, and that one is the probe.
        // Breaks when the mean is of something else than the occasions, or nothing is learned.
        Gain gain = new Gain();
        photos.forEach((person, all) -> {
            for (int enrolled = 0; all.size() >= 3 && enrolled < all.size(); enrolled++) {
                for (int probe = 0; probe < all.size(); probe++) {
                    if (probe != enrolled) {
                        List<FaceVector> others = new ArrayList<>(all);
                        others.remove(all.get(enrolled));
                        others.remove(all.get(probe));
                        measure(gain, person, all.get(enrolled), others, List.of(all.get(probe)));
                    }
                }
            }
        });
        gain.print("photos of people with three or more");

        gain.assertBetter();
        assertThat(gain.templates).isEqualTo(3 * 2 + 6 * 5);
    }

    @Test
    void whoIsSeenFromOtherSidesIsRecognizedBetter() {
        Gain gain = new Gain();
        for (String person : RENDERED) {
            var head = portraits.of(folder.resolve(person + ".jpg"));
            List<FaceVector> seen = ATTITUDES.stream()
                    .map(attitude -> vector(Portrait3d.jpeg(head.render(attitude))))
                    .flatMap(Optional::stream)
                    .toList();
            List<FaceVector> photosOf = photos.get(person.substring(0, 4));
            measure(
                    gain,
                    person.substring(0, 4),
                    photosOf.getFirst(),
                    seen.subList(0, 3),
                    seen.subList(3, seen.size()));
            seen.forEach(FaceVector::close);
        }
        gain.print("rendered heads");

        gain.assertBetter();
        assertThat(gain.templates).isEqualTo(RENDERED.size());
    }

    @Test
    void aTemplateIsNotWalkedOverByPicturesInBetween() {
        // Ten pictures from one person to another, the furthest that is accepted first, on as many days as they like.
        int accepted = 0;
        double nearest = -1;
        List<String> walked = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            String from = "p%03d".formatted(i);
            String to = "p%03d".formatted(i + 1);
            try (Occasions template = walk(from, to);
                    FaceVector mean = template.mean()) {
                accepted += template.count() - 1;
                double other = best(mean, photos.get(to));
                nearest = Math.max(nearest, other);
                if (other >= threshold) {
                    walked.add("%s to %s: %.3f".formatted(from, to, other));
                }
                // And it is still the person that it was.
                assertThat(mean.similarity(photos.get(from).get(1))).isGreaterThanOrEqualTo(threshold);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "walked by blended pictures: %d accepted, the other person's highest score %.4f at the threshold %.4f%n",
                accepted,
                nearest,
                threshold);

        assertThat(walked).isEmpty();
        // Were none accepted, nothing would have been tried.
        assertThat(accepted).isPositive();
    }

    private Occasions walk(String from, String to) {
        BufferedImage one = Portrait3d.read(folder.resolve(from + "a.jpg"));
        BufferedImage other = Portrait3d.read(folder.resolve(to + "a.jpg"));
        float[][] mesh = portraits.mesh(folder.resolve(from + "a.jpg"));
        float[][] otherMesh = portraits.mesh(folder.resolve(to + "a.jpg"));
        List<FaceVector> steps = new ArrayList<>();
        for (int tenth = 9; tenth >= 1; tenth--) {
            vector(Portrait3d.jpeg(Blend.of(one, mesh, other, otherMesh, tenth / 10.0)))
                    .ifPresent(steps::add);
        }
        Occasions template = Occasions.first(day(0), photos.get(from).getFirst());
        for (int tries = 1; tries <= 5; tries++) {
            for (FaceVector step : steps) {
                Growth growth = Growth.of(template, probe(step), sameFace, day(tries));
                if (growth instanceof Growth.Grows(Occasions more)) {
                    template.close();
                    template = more;
                    break;
                }
            }
        }
        steps.forEach(FaceVector::close);
        return template;
    }

    /** Learns from some, and compares what was learned with the enrollment, by the probes and by everybody else. */
    private void measure(
            Gain gain, String person, FaceVector enrolled, List<FaceVector> occasions, List<FaceVector> probes) {
        Occasions template = Occasions.first(day(0), enrolled);
        for (int i = 0; i < occasions.size(); i++) {
            switch (Growth.of(template, probe(occasions.get(i)), sameFace, day(i + 1))) {
                case Growth.Grows(Occasions more) -> {
                    template.close();
                    template = more;
                }
                case Growth.Stays(Outcome why) -> gain.stayed.merge(why, 1, Integer::sum);
            }
        }
        try (Occasions grown = template;
                FaceVector mean = template.mean()) {
            gain.templates++;
            gain.learned += grown.count() - 1;
            for (FaceVector probe : probes) {
                gain.add(enrolled.similarity(probe), mean.similarity(probe));
            }
            photos.forEach((other, all) -> {
                for (FaceVector impostor : other.equals(person) ? List.<FaceVector>of() : all) {
                    double before = enrolled.similarity(impostor);
                    double after = mean.similarity(impostor);
                    gain.impostors++;
                    gain.highestBefore = Math.max(gain.highestBefore, before);
                    gain.highestAfter = Math.max(gain.highestAfter, after);
                    if (before < threshold && after >= threshold) {
                        gain.passed.add("%s as %s: %.3f, was %.3f".formatted(other, person, after, before));
                    }
                }
            });
        }
    }

    private final class Gain {
        private final List<Double> before = new ArrayList<>();
        private final List<Double> after = new ArrayList<>();
        private final List<String> passed = new ArrayList<>();
        private final Map<Outcome, Integer> stayed = new LinkedHashMap<>();
        private int templates;
        private int learned;
        private int impostors;
        private double highestBefore = -1;
        private double highestAfter = -1;

        void add(double first, double grown) {
            before.add(first);
            after.add(grown);
        }

        void print(String what) {
            System.out.printf(
                    Locale.ROOT,
                    "learned, %s: %d templates, %d occasions joined, %s did not; %d genuine scores %.4f on the mean"
                            + " (%d of them at the threshold %.4f), with the first occasion alone %.4f (%d); %d impostor"
                            + " scores, the highest %.4f, before %.4f%n",
                    what,
                    templates,
                    learned,
                    stayed,
                    after.size(),
                    mean(after),
                    reached(after),
                    threshold,
                    mean(before),
                    reached(before),
                    impostors,
                    highestAfter,
                    highestBefore);
        }

        void assertBetter() {
            assertThat(mean(after)).isGreaterThan(mean(before));
            assertThat(reached(after)).isGreaterThanOrEqualTo(reached(before));
            assertThat(passed).isEmpty();
            assertThat(learned).isGreaterThan(templates);
        }

        private long reached(List<Double> scores) {
            return scores.stream().filter(score -> score >= threshold).count();
        }

        private static double mean(List<Double> scores) {
            return scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }
    }

    private static double best(FaceVector template, List<FaceVector> faces) {
        return faces.stream().mapToDouble(template::similarity).max().orElseThrow();
    }

    private ProbeContents probe(FaceVector face) {
        return new ProbeContents(
                Purpose.RECOGNIZE,
                UUID.randomUUID(),
                Instant.EPOCH,
                new HeadPosition(UUID.randomUUID(), 0),
                certain,
                Installed.ACCURATE,
                face);
    }

    private static LocalDate day(int number) {
        return LocalDate.EPOCH.plusDays(number);
    }

    /** Empty where no face can be used. */
    private Optional<FaceVector> vector(byte[] picture) {
        try (Frame frame = new Frame(picture)) {
            Analysis analysis = engine.analyse(List.of(frame), Requirements.TEMPLATE);
            if (!(analysis instanceof Analysed analysed)) {
                return Optional.empty();
            }
            try (Embedding template = analysed.template()) {
                return Optional.of(FaceVector.owning(template.copy()));
            }
        }
    }
}

package dev.mien.index.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Code;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.Analysis.Refused;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.Requirements;
import dev.mien.index.intake.Frame;
import dev.mien.index.intake.Mutations;
import dev.mien.testing.jvm.LongRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Bent portraits on their whole way: what a decoder lets through may be any pixels, and no network may stumble over
 * them.
 */
class MutatedPhotosTest {
    private static final long SEED = 20_261_127;
    private static final int PICTURES = LongRun.tries(250, 10_000);

    @Test
    void everyBentPortraitIsSeenOrRefusedByName() throws Exception {
        Path people = Installed.photos("people");
        List<byte[]> originals = new ArrayList<>();
        for (String photo : List.of("p001a.jpg", "p015a.jpg", "p206a.png")) {
            originals.add(Files.readAllBytes(people.resolve(photo)));
        }
        for (String photo : List.of("hopper.webp", "hopper_gray.jpg")) {
            originals.add(Files.readAllBytes(Installed.photos("formats").resolve(photo)));
        }
        var mutations = new Mutations(SEED, originals);
        Map<Code, Integer> refused = new EnumMap<>(Code.class);
        int seen = 0;
        try (FaceEngine engine = Installed.engine()) {
            for (int number = 0; number < PICTURES; number++) {
                switch (look(engine, mutations.number(number))) {
                    case Refused refusal -> refused.merge(refusal.code(), 1, Integer::sum);
                    case Analysed analysed -> {
                        // Breaks when a network's answer is no number, and is believed.
                        assertThat(analysed.template().similarity(analysed.template()))
                                .as("picture %d of seed %d", number, SEED)
                                .isBetween(0.999, 1.001);
                        analysed.template().close();
                        seen++;
                    }
                    case Analysis.Busy busy -> throw new AssertionError("nobody else is here: " + busy);
                }
            }
        }

        // Breaks when an exception comes out (it would have ended the loop), or a refusal is about anything else.
        assertThat(refused.keySet())
                .isSubsetOf(
                        Code.INVALID_IMAGE,
                        Code.NO_FACES_DETECTED,
                        Code.MANY_FACES,
                        Code.POOR_QUALITY,
                        Code.FACE_OBSCURED);
        assertThat(seen).as("seen").isPositive();
    }

    private static Analysis look(FaceEngine engine, byte[] encoded) {
        try (var frame = new Frame(encoded)) {
            return engine.analyse(List.of(frame), Requirements.TEMPLATE);
        }
    }
}

package dev.mien.index.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Code;
import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.Analysis.Refused;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.quality.Verdict.Flaw;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** One portrait in every format that people send: recognized as the same person, or refused with the reason. */
class FormatsTest {
    /** The portrait is 128 pixels wide: a face that the profile's own limit refuses. */
    private static final int SMALL_FACE_PIXELS = 30;

    private static final double SAME_PICTURE = 0.97;

    private static final String REFERENCE = "hopper.png";

    /** What everything but the portrait is answered with. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("16_bit_noise.tif", "INVALID_IMAGE 415"),
            Map.entry("anim_frame1.webp", "NO_FACES_DETECTED 422"), // a red ball
            Map.entry("broken.png", "INVALID_IMAGE 400"),
            Map.entry("broken_data_stream.png", "INVALID_IMAGE 400"),
            Map.entry("decompression_bomb.gif", "INVALID_IMAGE 415"),
            Map.entry("decompression_bomb_extents.gif", "INVALID_IMAGE 415"),
            Map.entry("example.avif", "INVALID_IMAGE 415"),
            Map.entry("example.heic", "INVALID_IMAGE 415"),
            Map.entry("hopper.bmp", "INVALID_IMAGE 415"),
            Map.entry("hopper.gif", "INVALID_IMAGE 415"),
            Map.entry("hopper.tif", "INVALID_IMAGE 415"),
            Map.entry("pil_sample_cmyk.jpg", "NO_FACES_DETECTED 422"), // the word "red"
            Map.entry("truncated_image.png", "INVALID_IMAGE 400"),
            Map.entry("truncated_jpeg.jpg", "INVALID_IMAGE 400"),
            Map.entry("zero_width.gif", "INVALID_IMAGE 415"));

    @Test
    void eachFileIsRecognizedOrRefusedWithItsReason() throws Exception {
        var folder = Installed.photos("formats");
        var files = new TreeSet<String>();
        try (var listed = Files.list(folder)) {
            listed.forEach(file -> files.add(file.getFileName().toString()));
        }
        var found = new TreeMap<String, String>();
        var expected = new TreeMap<String, String>();
        try (FaceEngine engine = Installed.engine(SMALL_FACE_PIXELS);
                var reference = reference(engine, folder.resolve(REFERENCE))) {
            for (String file : files) {
                found.put(file, outcome(Installed.look(engine, folder.resolve(file)), reference));
                expected.put(file, OTHERS.getOrDefault(file, "recognized"));
            }
        }

        // Breaks when a format is told by its name, EXIF is ignored in one of them, or damaged pixels are let through.
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void asItIsThePortraitIsTooSmall() throws Exception {
        try (FaceEngine engine = Installed.engine()) {
            Analysis analysis =
                    Installed.look(engine, Installed.photos("formats").resolve(REFERENCE));

            assertThat(analysis).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.code()).isEqualTo(Code.POOR_QUALITY);
                assertThat(refused.detail())
                        .startsWith(Flaw.TOO_SMALL.advice())
                        .contains("too small")
                        .contains("at least 50");
            });
        }
    }

    private static Embedding reference(FaceEngine engine, Path photo) {
        Analysis analysis = Installed.look(engine, photo);
        assertThat(analysis).isInstanceOf(Analysed.class);
        return ((Analysed) analysis).template();
    }

    private static String outcome(Analysis analysis, Embedding reference) {
        return switch (analysis) {
            case Refused refused -> refused.code() + " " + refused.status();
            case Analysis.Busy busy -> busy.toString();
            case Analysed analysed -> {
                try (var template = analysed.template()) {
                    double score = template.similarity(reference);
                    yield score >= SAME_PICTURE ? "recognized" : "scores " + score;
                }
            }
        };
    }
}

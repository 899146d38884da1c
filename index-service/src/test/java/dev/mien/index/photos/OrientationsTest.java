package dev.mien.index.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.Requirements;
import dev.mien.index.intake.Frame;
import dev.mien.index.intake.TurnedPhoto;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a camera was held, and whichever format it wrote, the person is the same. */
class OrientationsTest {
    private static final double SAME_TEMPLATE = 0.98;

    @ParameterizedTest
    @ValueSource(strings = {"p001a.jpg", "p206a.png", "p201b.jpg"})
    void allEightOrientationsOfAPortraitGiveTheSameTemplate(String photo) throws Exception {
        var turned = new TurnedPhoto(Installed.photos("people").resolve(photo));
        List<Embedding> templates = new ArrayList<>();
        try (FaceEngine engine = Installed.engine()) {
            for (int exif = 1; exif <= 8; exif++) {
                templates.add(template(engine, turned.jpeg(exif)));
                templates.add(template(engine, turned.png(exif)));
            }
        }

        // Breaks when EXIF is ignored in one of the formats, or when landmarks, chip or mirror mind how rows are
        // stored.
        for (Embedding template : templates) {
            assertThat(template.similarity(templates.getFirst())).isGreaterThanOrEqualTo(SAME_TEMPLATE);
        }
        templates.forEach(Embedding::close);
    }

    private static Embedding template(FaceEngine engine, byte[] encoded) {
        try (var frame = new Frame(encoded)) {
            var analysis = engine.analyse(List.of(frame), Requirements.TEMPLATE);
            assertThat(analysis).isInstanceOf(Analysed.class);
            return ((Analysed) analysis).template();
        }
    }
}

package dev.mien.index.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.crypto.SubjectHash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** K1: a template opens where it belongs and nowhere else. */
class ApplicationKeysTest {
    private static final ApplicationId APPLICATION = new ApplicationId(UUID.randomUUID());
    private static final FacialId ONE = new FacialId(UUID.randomUUID());
    private static final FacialId OTHER = new FacialId(UUID.randomUUID());
    private static final Instant STORED = Instant.parse("2026-03-04T05:06:07.089123Z");
    private final ApplicationKeys keys = new ApplicationKeys(Map.of(1, key(1)), key(9));
    private final TemplatePlace place = new TemplatePlace(APPLICATION, ONE, "standard");
    private final SealedTemplate template = keys.seal(place, new MadeUpFace(1).vector());

    @Test
    void opensWhatItSealed() {
        Optional<FaceVector> opened = keys.open(place, template);

        assertThat(opened)
                .hasValueSatisfying(vector -> assertThat(vector.expose())
                        .containsExactly(new MadeUpFace(1).vector().expose()));
    }

    @Test
    void doesNotOpenElsewhere() {
        // Breaks when a field is left out of TemplatePlace.bind.
        assertThat(keys.open(new TemplatePlace(APPLICATION, OTHER, "standard"), template))
                .isEmpty();
        assertThat(keys.open(new TemplatePlace(APPLICATION, ONE, "accurate"), template))
                .isEmpty();
        assertThat(keys.open(new TemplatePlace(new ApplicationId(UUID.randomUUID()), ONE, "standard"), template))
                .isEmpty();
    }

    @Test
    void doesNotOpenWithAnyBitChanged() {
        for (int bit = 0; bit < 8 * template.sealed().length; bit += 97) {
            byte[] changed = template.sealed().clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(keys.open(place, new SealedTemplate(changed, template.wrappedKey(), 1)))
                    .isEmpty();
        }
        for (int bit = 0; bit < 8 * template.wrappedKey().length; bit += 13) {
            byte[] changed = template.wrappedKey().clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(keys.open(place, new SealedTemplate(template.sealed(), changed, 1)))
                    .isEmpty();
        }
    }

    @Test
    void doesNotOpenOnceTheEpochsKeyIsDestroyed() {
        ApplicationKeys later = new ApplicationKeys(Map.of(2, key(2)), key(9));

        assertThat(later.open(place, template)).isEmpty();
    }

    @Test
    void sealsEachTemplateUnderAKeyOfItsOwn() {
        // Breaks when the template's own key is reused: then one key opens both.
        SealedTemplate again = keys.seal(place, new MadeUpFace(1).vector());

        assertThat(keys.open(place, new SealedTemplate(again.sealed(), template.wrappedKey(), 1)))
                .isEmpty();
    }

    @Test
    void hashesEverythingThatARowSays() {
        // Breaks when a part is left out: each of the rows but the first differs from it in one.
        byte[] sealed = template.sealed();
        byte[] changed = sealed.clone();
        changed[40] ^= 1;
        SubjectHash subject = SubjectHash.of(new byte[32]);
        byte[] another = new byte[32];
        another[31] = 1;
        RowContents row = new RowContents(5, place, 7, subject, STORED, sealed, false);
        long hash = keys.hash(row);

        assertThat(keys.hash(new RowContents(5, place, 7, subject, STORED, sealed.clone(), false)))
                .isEqualTo(hash);
        assertThat(List.of(
                        new RowContents(6, place, 7, subject, STORED, sealed, false),
                        new RowContents(
                                5,
                                new TemplatePlace(APPLICATION, OTHER, "standard"),
                                7,
                                subject,
                                STORED,
                                sealed,
                                false),
                        new RowContents(5, place, 8, subject, STORED, sealed, false),
                        new RowContents(5, place, 7, SubjectHash.of(another), STORED, sealed, false),
                        new RowContents(5, place, 7, subject, STORED, changed, false),
                        new RowContents(5, place, 7, subject, STORED.plusNanos(1_000), sealed, false),
                        new RowContents(5, place, 7, subject, STORED.plusSeconds(86_400), sealed, false),
                        new RowContents(5, place, 7, subject, STORED, sealed, true)))
                .noneMatch(other -> keys.hash(other) == hash);
        assertThat(new ApplicationKeys(Map.of(1, key(1)), key(8)).hash(row)).isNotEqualTo(hash);
    }

    @Test
    void refusesWhatIsNoUnitVector() {
        assertThatIllegalArgumentException().isThrownBy(() -> FaceVector.owning(new float[] {Float.NaN, 1}));
        assertThatIllegalArgumentException().isThrownBy(() -> FaceVector.owning(new float[] {0.5f, 0.5f}));
        assertThatIllegalArgumentException().isThrownBy(() -> FaceVector.owning(new float[0]));
    }

    @Test
    void forgetsAVectorWhenItIsClosed() {
        FaceVector vector = new MadeUpFace(4).vector();

        vector.close();

        assertThat(vector.expose()).containsOnly(0f);
        assertThat(vector).hasToString("FaceVector[REDACTED]");
    }

    private static SecretBytes key(int value) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) value);
        return SecretBytes.owning(bytes);
    }
}

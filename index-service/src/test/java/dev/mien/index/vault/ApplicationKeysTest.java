package dev.mien.index.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.platform.crypto.SecretBytes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** K1: a template opens where it belongs and nowhere else. */
class ApplicationKeysTest {
    private static final ApplicationId APPLICATION = new ApplicationId(UUID.randomUUID());
    private static final FacialId ONE = new FacialId(UUID.randomUUID());
    private static final FacialId OTHER = new FacialId(UUID.randomUUID());
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
        long hash = keys.hash(5, place, template.sealed());
        byte[] changed = template.sealed().clone();
        changed[40] ^= 1;

        assertThat(keys.hash(5, place, template.sealed())).isEqualTo(hash);
        assertThat(keys.hash(6, place, template.sealed())).isNotEqualTo(hash);
        assertThat(keys.hash(5, new TemplatePlace(APPLICATION, OTHER, "standard"), template.sealed()))
                .isNotEqualTo(hash);
        assertThat(keys.hash(5, place, changed)).isNotEqualTo(hash);
        assertThat(new ApplicationKeys(Map.of(1, key(1)), key(8)).hash(5, place, template.sealed()))
                .isNotEqualTo(hash);
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

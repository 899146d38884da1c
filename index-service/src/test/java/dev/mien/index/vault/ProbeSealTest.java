package dev.mien.index.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.Purpose;
import dev.mien.index.cluster.MadeUpFace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeSealTest {
    private static final ApplicationId APPLICATION = new ApplicationId(UUID.randomUUID());
    private static final String OLD = "1 " + key(1) + "\n";
    private static final String BOTH = OLD + "2 " + key(2) + "\n";

    @TempDir
    Path folder;

    @Test
    void anyReplicaOpensIt() throws IOException {
        ProbeContents probe = probe(Purpose.ENROLL);
        String text = new ProbeSeal(keyring(OLD)).seal(APPLICATION, probe);

        // A replica that was started after the key was rotated.
        ProbeContents opened =
                new ProbeSeal(keyring(BOTH)).open(APPLICATION, text).orElseThrow();

        assertThat(opened).usingRecursiveComparison().isEqualTo(probe);
    }

    @Test
    void whatItWasMadeForIsPartOfIt() throws IOException {
        // Breaks when the purpose is not sealed: who was recognized could then be enrolled without their consent.
        ProbeSeal seal = new ProbeSeal(keyring(OLD));

        for (Purpose purpose : Purpose.values()) {
            String text = seal.seal(APPLICATION, probe(purpose));

            assertThat(seal.open(APPLICATION, text).orElseThrow().purpose()).isEqualTo(purpose);
        }
    }

    @Test
    void opensForNoOtherApplicationAndWithoutItsKeyNotAtAll() throws IOException {
        String text = new ProbeSeal(keyring(BOTH)).seal(APPLICATION, probe(Purpose.ENROLL));

        assertThat(new ProbeSeal(keyring(BOTH)).open(new ApplicationId(UUID.randomUUID()), text))
                .isEmpty();
        assertThat(new ProbeSeal(keyring(OLD)).open(APPLICATION, text)).isEmpty();
    }

    @Test
    void aFaceThatIsNoneIsOverwritten() {
        float[] noUnit = {3, 4};

        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> FaceVector.owning(noUnit));

        // Breaks when what a sealed text held is left in memory because it was no unit vector.
        assertThat(noUnit).containsOnly(0);
    }

    @Test
    void aProbeThatCannotBeSealedIsOverwritten() {
        byte[] plain = {1, 2, 3};
        KeyEncryption away = new KeyVaultTest.OneKeyOnly();

        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> new DerivedSeal(away, "test", 100).seal(APPLICATION, plain));

        // Breaks when the clear text is zeroed only where a key was there to seal it.
        assertThat(plain).containsOnly(0);
    }

    @Test
    void opensNothingThatItDidNotSeal() throws IOException {
        ProbeSeal seal = new ProbeSeal(keyring(OLD));
        String text = seal.seal(APPLICATION, probe(Purpose.ENROLL));

        for (int at = 2; at < text.length() - 2; at += 7) {
            char other = text.charAt(at) == 'A' ? 'B' : 'A';
            assertThat(seal.open(APPLICATION, text.substring(0, at) + other + text.substring(at + 1)))
                    .isEmpty();
        }
        for (String nonsense : new String[] {"", ".", "1.", "1.AAAA", "1.%%%", "3.AAAA", "no dot at all"}) {
            assertThat(seal.open(APPLICATION, nonsense)).isEmpty();
        }
    }

    private static ProbeContents probe(Purpose purpose) {
        return new ProbeContents(
                purpose,
                UUID.randomUUID(),
                Instant.ofEpochMilli(1_700_000_000_123L),
                new HeadPosition(UUID.randomUUID(), 17),
                0.625,
                "standard",
                new MadeUpFace(1).vector());
    }

    private KeyEncryption keyring(String lines) throws IOException {
        return MountedKeys.read("test", Files.writeString(folder.resolve("keys"), lines));
    }

    private static String key(int value) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) value);
        return Base64.getEncoder().encodeToString(bytes);
    }
}

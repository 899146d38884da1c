package dev.mien.deletion.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.platform.crypto.Keyring;
import dev.mien.platform.crypto.SubjectHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectSealTest {
    @TempDir
    Path folder;

    private final Subject subject = new Subject(new ApplicationId(UUID.randomUUID()), new FacialId(UUID.randomUUID()));

    @Test
    void aSealedSubjectOpensForItsEntry() throws IOException {
        SubjectSeal seal = seal("1 " + key(1));

        Subject opened = seal.open(seal.seal(subject, hash(1)), hash(1));

        assertThat(opened).isEqualTo(subject);
    }

    // Fails when the hash is no longer associated data: a row's subject could be put into another row.
    @Test
    void aSubjectMovedToAnotherEntryDoesNotOpen() throws IOException {
        SubjectSeal seal = seal("1 " + key(1));
        SubjectSeal.Sealed sealed = seal.seal(subject, hash(1));

        assertThatThrownBy(() -> seal.open(sealed, hash(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a sealed subject does not belong to its entry");
    }

    @Test
    void afterRotationWhatWasSealedBeforeStillOpens() throws IOException {
        SubjectSeal.Sealed before = seal("1 " + key(1)).seal(subject, hash(1));
        SubjectSeal rotated = seal("1 " + key(1), "2 " + key(2));

        Subject opened = rotated.open(before, hash(1));

        assertThat(opened).isEqualTo(subject);
        assertThat(rotated.seal(subject, hash(1)).keyVersion()).isEqualTo("2");
    }

    @Test
    void aMissingKeyIsNamedByItsSetting() throws IOException {
        SubjectSeal.Sealed before = seal("1 " + key(1)).seal(subject, hash(1));
        SubjectSeal without = seal("2 " + key(2));

        assertThat(without.knows("1")).isFalse();
        assertThatThrownBy(() -> without.open(before, hash(1))).hasMessageContaining("mien.keys.encryption");
    }

    private SubjectSeal seal(String... lines) throws IOException {
        Path file = folder.resolve(UUID.randomUUID().toString());
        Files.write(file, Arrays.asList(lines));
        return new SubjectSeal(Keyring.read(SubjectSeal.SETTING, file));
    }

    private static String key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    private static SubjectHash hash(int fill) {
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) fill);
        return SubjectHash.of(hash);
    }
}

package dev.mien.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static final String SETTING = "mien.keys.some";

    @TempDir
    Path folder;

    // Fails when the first line is the current one, or older versions are dropped.
    @Test
    void theLastLineIsCurrentAndTheOthersStillRead() throws IOException {
        byte[] before = Aead.seal(ring("1 " + base64(1)).current(), "x".getBytes(UTF_8), new byte[0]);

        Keyring rotated = ring("1 " + base64(1), "# rotated", "", "2 " + base64(2));

        assertThat(rotated.currentVersion()).isEqualTo("2");
        assertThat(rotated.current().expose()).containsOnly(2);
        assertThat(Aead.open(rotated.version("1").orElseThrow(), before, new byte[0]))
                .isPresent();
        assertThat(Aead.open(rotated.current(), before, new byte[0])).isEmpty();
        assertThat(rotated.version("3")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "1", "1 AAAA", "1 c2VjcmV0LXRoYXQtaXMtbm90LWJhc2U2NA=!", "1 AA AA"})
    void aMalformedFileIsNamedByItsSettingAndNotQuoted(String line) throws IOException {
        Path file = Files.write(folder.resolve("keys"), java.util.List.of(line));

        assertThatThrownBy(() -> Keyring.read(SETTING, file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(SETTING)
                .hasNoCause()
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat((String) message).doesNotContain("c2VjcmV0"));
    }

    // A version given twice would leave it to chance which key opens. Fails when the second silently wins.
    @Test
    void noVersionTwice() {
        assertThatThrownBy(() -> ring("1 " + base64(1), "1 " + base64(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(SETTING);
    }

    @Test
    void noKeyIsPrinted() throws IOException {
        Keyring ring = ring("1 " + base64(1));

        String printed = ring + " " + ring.current();

        assertThat(printed).isEqualTo("Keyring[1] [REDACTED]");
    }

    // Fails when SecretBytes.close leaves the bytes, or works on a copy.
    @Test
    void closedBytesAreZero() {
        byte[] bytes = {1, 2, 3};
        SecretBytes secret = SecretBytes.owning(bytes);

        secret.close();

        assertThat(bytes).containsOnly(0);
        assertThat(secret.expose()).containsOnly(0);
    }

    // HKDF-Expand, one block (RFC 5869, 2.3): T(1) = HMAC(PRK, info || 0x01). Fails when purpose or counter is left
    // out.
    @Test
    void derivesAsHkdfExpand() {
        SecretBytes master = AeadTest.key(7);

        SecretBytes key = Derived.key(master, "purpose");

        assertThat(key.expose()).isEqualTo(hmac(master.expose(), "purpose\u0001".getBytes(UTF_8)));
        assertThat(Derived.key(master, "another").expose()).isNotEqualTo(key.expose());
    }

    // Fails when kind, application or Facial ID is left out of the hash.
    @Test
    void aSubjectsHashDependsOnKeyKindApplicationAndFacialId() {
        SubjectHasher hasher = new SubjectHasher(AeadTest.key(1));
        ApplicationId application = new ApplicationId(new UUID(1, 2));
        FacialId facialId = new FacialId(new UUID(3, 4));

        SubjectHash hash = hasher.of(application, facialId);

        assertThat(hash).isEqualTo(hasher.of(application, facialId));
        assertThat(java.util.List.of(
                        hasher.of(new ApplicationId(new UUID(1, 3)), facialId),
                        hasher.of(application, new FacialId(new UUID(3, 5))),
                        hasher.of(new ApplicationId(new UUID(3, 4)), new FacialId(new UUID(1, 2))),
                        hasher.of(application),
                        new SubjectHasher(AeadTest.key(2)).of(application, facialId)))
                .doesNotContain(hash);
        assertThat(hasher.of(application)).isNotEqualTo(hasher.of(application, new FacialId(new UUID(0, 0))));
    }

    @Test
    void aHashCannotBeChangedFromOutside() {
        byte[] bytes = new byte[32];
        SubjectHash hash = SubjectHash.of(bytes);

        hash.bytes()[0] = 1;
        bytes[1] = 1;

        assertThat(hash).isEqualTo(SubjectHash.of(new byte[32]));
    }

    private Keyring ring(String... lines) throws IOException {
        Path file = folder.resolve(UUID.randomUUID().toString());
        return Keyring.read(SETTING, Files.write(file, Arrays.asList(lines)));
    }

    private static String base64(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        // RFC 2104 written out, so that nothing of the code under test is used.
        try {
            var sha = java.security.MessageDigest.getInstance("SHA-256");
            byte[] inner = new byte[64];
            byte[] outer = new byte[64];
            for (int i = 0; i < 64; i++) {
                byte k = i < key.length ? key[i] : 0;
                inner[i] = (byte) (k ^ 0x36);
                outer[i] = (byte) (k ^ 0x5c);
            }
            sha.update(inner);
            byte[] first = sha.digest(message);
            sha.update(outer);
            return sha.digest(first);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

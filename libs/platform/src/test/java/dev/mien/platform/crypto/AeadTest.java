package dev.mien.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AeadTest {
    private static final byte[] PLAIN = "a template".getBytes(UTF_8);
    private static final byte[] OWNER = "row 1".getBytes(UTF_8);

    @Test
    void opensWithKeyAndAssociatedData() {
        byte[] sealed = Aead.seal(key(1), PLAIN, OWNER);

        Optional<SecretBytes> opened = Aead.open(key(1), sealed, OWNER);

        assertThat(opened)
                .hasValueSatisfying(bytes -> assertThat(bytes.expose()).isEqualTo(PLAIN));
    }

    // Fails when Aead no longer authenticates the associated data: a ciphertext could be moved to another row.
    @Test
    void staysShutUnderOtherAssociatedData() {
        byte[] sealed = Aead.seal(key(1), PLAIN, OWNER);

        Optional<SecretBytes> opened = Aead.open(key(1), sealed, "row 2".getBytes(UTF_8));

        assertThat(opened).isEmpty();
    }

    @Test
    void staysShutUnderAnotherKey() {
        byte[] sealed = Aead.seal(key(1), PLAIN, OWNER);

        Optional<SecretBytes> opened = Aead.open(key(2), sealed, OWNER);

        assertThat(opened).isEmpty();
    }

    // Fails when the mode is not an authenticated one.
    @Test
    void noBitOfItCanBeChanged() {
        byte[] sealed = Aead.seal(key(1), PLAIN, OWNER);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Aead.open(key(1), changed, OWNER)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void whatIsCutOffStaysShut() {
        byte[] sealed = Aead.seal(key(1), PLAIN, OWNER);

        for (int length = 0; length < sealed.length; length++) {
            assertThat(Aead.open(key(1), Arrays.copyOf(sealed, length), OWNER)).isEmpty();
        }
    }

    // Fails when the nonce is not fresh: equal plaintexts would show, and GCM would lose its key.
    @Test
    void theSameTwiceLooksDifferent() {
        byte[] first = Aead.seal(key(1), PLAIN, OWNER);

        byte[] second = Aead.seal(key(1), PLAIN, OWNER);

        assertThat(Arrays.copyOf(second, 12)).isNotEqualTo(Arrays.copyOf(first, 12));
        assertThat(second).isNotEqualTo(first);
    }

    static SecretBytes key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return SecretBytes.owning(key);
    }
}

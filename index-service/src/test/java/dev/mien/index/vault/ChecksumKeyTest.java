package dev.mien.index.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.platform.crypto.SecretBytes;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What replicas of one application have to agree on, whichever version of this service they are. */
class ChecksumKeyTest {
    // Computed by other means than this code: breaks when a label, the order of bytes or the numbering of blocks
    // changes, and replicas of two versions would give different scores.
    @Test
    void theRotationIsTheSameForEver() {
        byte[] rotation = new ChecksumKey(key(9)).rotation(70);

        assertThat(HexFormat.of().formatHex(rotation))
                .isEqualTo("01780a87c8a93c976db602a3a39d196050357fd1eee28b3d7c129ff950bb8180"
                        + "9268fb1ff48360c54b17382955805351636b0997c8c0b5590391561a3531acd4"
                        + "3c53778cc3d9");
    }

    // Breaks when the rotation is not of the key.
    @Test
    void anotherKeyGivesAnotherRotation() {
        assertThat(new ChecksumKey(key(8)).rotation(32)).isNotEqualTo(new ChecksumKey(key(9)).rotation(32));
    }

    // Breaks when closing leaves the key where it was.
    @Test
    void onCloseTheKeyIsZeroed() {
        SecretBytes secret = key(9);

        new ChecksumKey(secret).close();

        assertThat(secret.expose()).containsOnly(0);
    }

    private static SecretBytes key(int of) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) of);
        return SecretBytes.owning(bytes);
    }
}

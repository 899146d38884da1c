package dev.mien.index.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.Purpose;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.platform.crypto.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameSealTest {
    private static final ApplicationId APPLICATION = new ApplicationId(UUID.randomUUID());
    private static final byte[] PICTURE = "pixels of a face".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private MountedKeys keys;

    @BeforeEach
    void keys() throws IOException {
        String line = "1 " + Base64.getEncoder().encodeToString(new byte[32]) + "\n";
        keys = MountedKeys.read("test", Files.writeString(folder.resolve("keys"), line));
    }

    @Test
    void whatWasSealedIsOpenedWithAllThatItSays() {
        UUID jti = UUID.randomUUID();
        Instant expiresAt = Instant.parse("2026-05-01T12:01:00.123Z");

        String text = new FrameSeal(keys).seal(APPLICATION, new FrameContents(jti, expiresAt, picture()));

        assertThat(text).doesNotContain(Base64.getUrlEncoder().encodeToString(PICTURE));
        try (FrameContents opened = new FrameSeal(keys).open(APPLICATION, text).orElseThrow()) {
            assertThat(opened.jti()).isEqualTo(jti);
            assertThat(opened.expiresAt()).isEqualTo(expiresAt);
            assertThat(opened.picture().expose()).isEqualTo(PICTURE);
        }
    }

    @Test
    void opensForNoOtherApplicationAndNotWhenAltered() {
        FrameSeal seal = new FrameSeal(keys);
        String text = seal.seal(APPLICATION, new FrameContents(UUID.randomUUID(), Instant.now(), picture()));

        assertThat(seal.open(new ApplicationId(UUID.randomUUID()), text)).isEmpty();
        char other = text.charAt(10) == 'A' ? 'B' : 'A';
        assertThat(seal.open(APPLICATION, text.substring(0, 10) + other + text.substring(11)))
                .isEmpty();
        for (String nonsense : new String[] {"", ".", "1.", "1.AAAA", "1.%%%", "3.AAAA", "no dot at all"}) {
            assertThat(seal.open(APPLICATION, nonsense)).isEmpty();
        }
    }

    @Test
    void aVectorDoesNotPassForAPictureNorAPictureForAVector() {
        // Breaks when both seals share a key: bytes of one would be read as the other.
        String vector = new ProbeSeal(keys)
                .seal(
                        APPLICATION,
                        new ProbeContents(
                                Purpose.ENROLL,
                                UUID.randomUUID(),
                                Instant.now(),
                                new HeadPosition(UUID.randomUUID(), 1),
                                0.9,
                                "standard",
                                new MadeUpFace(1).vector()));
        String frame =
                new FrameSeal(keys).seal(APPLICATION, new FrameContents(UUID.randomUUID(), Instant.now(), picture()));

        assertThat(new FrameSeal(keys).open(APPLICATION, vector)).isEmpty();
        assertThat(new ProbeSeal(keys).open(APPLICATION, frame)).isEmpty();
    }

    @Test
    void aPictureThatAwsWouldNotTakeIsNotSealed() {
        SecretBytes large = SecretBytes.owning(new byte[5 * 1024 * 1024 + 1]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameSeal(keys)
                        .seal(APPLICATION, new FrameContents(UUID.randomUUID(), Instant.now(), large)));
    }

    @Test
    void whatIsOpenedIsOverwrittenAndPrintsNothing() {
        FrameContents contents = new FrameContents(UUID.randomUUID(), Instant.now(), picture());
        assertThat(contents.toString()).doesNotContain("pixels").contains("REDACTED");

        contents.close();

        assertThat(contents.picture().expose()).containsOnly(0);
    }

    private static SecretBytes picture() {
        return SecretBytes.owning(PICTURE.clone());
    }
}

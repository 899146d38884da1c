package dev.mien.index.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.vault.Occasions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * A reader by docs/index-format.md alone, with nothing of ours. Breaks when what is written is no longer what the page
 * says: files that people keep would not be read by anybody else's program.
 */
class DocumentedFormatTest {
    private final ByteBuffer file = ByteBuffer.wrap(SampleFile.bytes());

    @Test
    void thePageIsEnoughToReadAFile() throws Exception {
        String shown;
        try (FileKey key = SampleFile.key()) {
            shown = key.text();
        }
        byte[] key = Base64.getUrlDecoder().decode(shown.substring("mien_ik_".length()));

        // The opening.
        byte[] magic = bytes(8);
        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("MIENIDX\n");
        assertThat(file.getShort()).isEqualTo((short) 1);
        byte[] header = bytes(file.getInt());
        JsonNode told = new ObjectMapper().readTree(header);
        assertThat(told.get("ledgerNumber").longValue()).isEqualTo(42);
        assertThat(told.get("profiles").get(0).get("name").textValue()).isEqualTo("standard");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update("mien/index-file/check/v1".getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 1);
        assertThat(told.get("keyCheck").textValue())
                .isEqualTo(HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(), 8)));
        byte[] opening = Arrays.copyOf(file.array(), file.position());

        // Two of the enrollment alone.
        for (int place = 0; place < 2; place++) {
            ByteBuffer plain = open(key, opening, 1, place);
            assertThat(new UUID(plain.getLong(), plain.getLong()))
                    .isEqualTo(SampleFile.PEOPLE.get(place).value());
            assertThat(plain.get()).isEqualTo((byte) (place == 0 ? 1 : 2));
            assertThat(plain.get()).isZero();
            assertThat(plain.getLong()).isEqualTo(SampleFile.STORED.toEpochMilli());
            int dimensions = plain.getShort();
            assertThat(floats(plain, dimensions))
                    .containsExactly(new MadeUpFace(place + 1).vector().expose());
            assertThat(plain.getInt()).isZero();
            assertThat(plain.hasRemaining()).isFalse();
        }

        // One that is the mean of two occasions.
        ByteBuffer plain = open(key, opening, 1, 2);
        plain.position(16 + 1 + 1 + 8);
        int dimensions = plain.getShort();
        try (Occasions learned = SampleFile.learned()) {
            assertThat(floats(plain, dimensions)).containsExactly(learned.mean().expose());
        }
        assertThat(plain.getInt()).isEqualTo(1 + 2 * (4 + 4 * dimensions));
        assertThat(plain.get()).isEqualTo((byte) 1);
        assertThat(LocalDate.ofEpochDay(plain.getInt())).isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(floats(plain, dimensions))
                .containsExactly(new MadeUpFace(3).vector().expose());
        assertThat(LocalDate.ofEpochDay(plain.getInt())).isEqualTo(SampleFile.LATER);
        assertThat(floats(plain, dimensions))
                .containsExactly(new MadeUpFace(3).vector(1).expose());
        assertThat(plain.hasRemaining()).isFalse();

        // The end.
        byte[] before = Arrays.copyOf(file.array(), file.position());
        ByteBuffer end = open(key, opening, 2, 3);
        assertThat(end.getLong()).isEqualTo(3);
        byte[] digest = new byte[32];
        end.get(digest);
        assertThat(digest).isEqualTo(MessageDigest.getInstance("SHA-256").digest(before));
        assertThat(file.hasRemaining()).isFalse();
    }

    private ByteBuffer open(byte[] key, byte[] opening, int kind, long place) throws Exception {
        assertThat(file.get()).isEqualTo((byte) kind);
        byte[] sealed = bytes(file.getInt());
        byte[] purpose = "mien/index-file/part/v1".getBytes(StandardCharsets.US_ASCII);
        byte[] bound = ByteBuffer.allocate(purpose.length + 32 + 8 + 1)
                .put(purpose)
                .put(MessageDigest.getInstance("SHA-256").digest(opening))
                .putLong(place)
                .put((byte) kind)
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, sealed, 0, 12));
        cipher.updateAAD(bound);
        return ByteBuffer.wrap(cipher.doFinal(sealed, 12, sealed.length - 12));
    }

    private byte[] bytes(int count) {
        byte[] read = new byte[count];
        file.get(read);
        return read;
    }

    private static float[] floats(ByteBuffer from, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = from.getFloat();
        }
        return values;
    }
}

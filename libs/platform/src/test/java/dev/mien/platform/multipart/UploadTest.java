package dev.mien.platform.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {
    private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, 13, 10, '-', '-', 0, 1, 2};

    @Test
    void readsFramesInOrderAndTheRequest() {
        byte[] body = new Form()
                .frame(PICTURE)
                .request("{\"a\":1}")
                .frame(new byte[] {7})
                .end();

        Upload upload = Upload.read(Form.type(), body);

        assertThat(upload.frames()).extracting(Frame::expose).containsExactly(PICTURE, new byte[] {7});
        assertThat(new String(upload.request(), UTF_8)).isEqualTo("{\"a\":1}");
    }

    // P3: the digest is of the parts. Fails when it is of the raw body, or when parts may flow into each other.
    @Test
    void theDigestIsThatOfThePartsWhateverTheBoundary() {
        byte[] one = digest("one", PICTURE, "{}");
        byte[] other = digest("another", PICTURE, "{}");

        assertThat(one).isEqualTo(other);
        assertThat(digest("one", PICTURE, "{ }")).isNotEqualTo(one);
        assertThat(Upload.read(
                                Form.type(),
                                new Form()
                                        .frame(new byte[] {1})
                                        .frame(new byte[] {2, 3})
                                        .end())
                        .digest())
                .isNotEqualTo(Upload.read(
                                Form.type(),
                                new Form()
                                        .frame(new byte[] {1, 2})
                                        .frame(new byte[] {3})
                                        .end())
                        .digest());
    }

    // Fails when close leaves a frame or the request.
    @Test
    void closedItIsZero() {
        Upload upload = Upload.read(
                Form.type(),
                new Form().frame(PICTURE).request("{\"pin\":\"1234\"}").end());

        upload.close();

        assertThat(upload.frames().getFirst().expose()).containsOnly(0);
        assertThat(upload.request()).containsOnly(0);
        assertThat(upload.toString()).isEqualTo("Upload[1 frames]");
    }

    // Fails when Bounds.FRAME_BYTES is not enforced.
    @Test
    void anOversizedFrameIsRefusedAs413() {
        byte[] body = new Form().frame(new byte[Bounds.FRAME_BYTES + 1]).end();

        Refusal refusal = refusal(Form.type(), body);

        assertThat(refusal.code()).isEqualTo(Code.INVALID_IMAGE);
        assertThat(refusal.status()).isEqualTo(413);
    }

    @Test
    void aFrameOfTheLargestSizeIsTaken() {
        byte[] body = new Form().frame(new byte[Bounds.FRAME_BYTES]).end();

        Upload upload = Upload.read(Form.type(), body);

        assertThat(upload.frames().getFirst().expose()).hasSize(Bounds.FRAME_BYTES);
    }

    @Test
    void anOversizedRequestIsRefused() {
        byte[] body = new Form()
                .frame(PICTURE)
                .request(" ".repeat(Bounds.REQUEST_BYTES + 1))
                .end();

        assertThat(refusal(Form.type(), body).code()).isEqualTo(Code.INVALID_REQUEST);
    }

    // Fails when Bounds.FRAMES or Bounds.PARTS is not enforced.
    @Test
    void tooManyPartsAreRefused() {
        Form frames = new Form();
        for (int i = 0; i <= Bounds.FRAMES; i++) {
            frames.frame(PICTURE);
        }
        Form parts = new Form();
        for (int i = 0; i < 10_000; i++) {
            parts.frame(PICTURE);
        }

        assertThat(refusal(Form.type(), frames.end()).code()).isEqualTo(Code.INVALID_REQUEST);
        assertThat(refusal(Form.type(), parts.end()).code()).isEqualTo(Code.INVALID_REQUEST);
    }

    // Fails when a body without its closing delimiter counts as whole: the last frame, or one that the caller sent
    // after it, would be missing without anybody's notice.
    @Test
    void aBodyThatWasCutOffAnywhereIsRefused() {
        byte[] whole = new Form().frame(PICTURE).frame(PICTURE).request("{}").end();
        int delimiter = whole.length - 2; // the line break after the last delimiter is not needed

        for (int length = 0; length < delimiter; length++) {
            assertThat(refusal(Form.type(), Arrays.copyOf(whole, length)))
                    .as("cut off after %d of %d bytes", length, whole.length)
                    .isNotNull();
        }
        assertThat(Upload.read(Form.type(), Arrays.copyOf(whole, delimiter)).frames())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=other",
                "multipart/form-data; boundary=a\r\nb",
                "multipart/form-data;;;=;boundary",
                "multipart/mixed; boundary=----WebKitFormBoundaryABC",
                "image/jpeg",
                ""
            })
    void hostileContentTypesAreRefused(String type) {
        byte[] body = new Form().frame(PICTURE).end();

        Refusal refusal = refusal(type, body);

        assertThat(refusal.status()).isBetween(400, 415);
    }

    // RFC 2046, 5.1.1: at most 70 characters. Fails when the bound is taken out.
    @Test
    void anEndlessBoundaryIsRefused() {
        String boundary = "a".repeat(71);

        Refusal refusal =
                refusal(Form.type(boundary), new Form(boundary).frame(PICTURE).end());

        assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST);
        assertThat(Upload.read(
                                Form.type("a".repeat(70)),
                                new Form("a".repeat(70)).frame(PICTURE).end())
                        .frames())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data",
                "Content-Disposition: form-data; name=",
                "Content-Disposition: form-data; name=\"\"",
                "Content-Disposition: form-data; name=\"other\"",
                "Content-Disposition: form-data; name=\"frame",
                "Content-Disposition: attachment; name=\"frame\"; filename=\"../../etc/passwd",
                "Content-Type: image/jpeg",
                "Content-Disposition: form-data; name=\"frame\"\r\nContent-Type: multipart/mixed; boundary=inner",
                "Content-Disposition: form-data; name=\"frame\"\r\nContent-Transfer-Encoding: rot13",
                "Content-Disposition: form-data; name=\"frame\"\r\nContent-Type: text/plain; charset=no-such",
                "Content-Disposition: form-data; name=\"frame\"\r\nContent-Length: 99999999999999999999",
                "Content-Disposition: form-data; name=\"frame\"\r\nContent-Length: -5",
                ":",
                ""
            })
    void hostilePartsAreRefusedOrReadAndNeverAnError(String headers) {
        byte[] body = new Form().part(headers, PICTURE).end();

        Throwable thrown = catchThrowableOfType(Throwable.class, () -> Upload.read(Form.type(), body));

        assertThat(thrown == null || thrown instanceof Refusal).as("%s", thrown).isTrue();
    }

    // Seeded, so that a failure can be had again. Fails on any exception that is no refusal.
    @Test
    void tenThousandMutationsNeverBecomeAnErrorNorKeepMemory() {
        long before = decoderMemory();
        Random random = new Random(20260102);
        byte[] whole = new Form()
                .frame(PICTURE)
                .request("{\"a\":\"b\"}")
                .frame(PICTURE)
                .end();
        for (int i = 0; i < 10_000; i++) {
            byte[] mutated = mutate(whole, random);
            String type = random.nextInt(10) == 0
                    ? new String(mutate(Form.type().getBytes(UTF_8), random), UTF_8)
                    : Form.type();
            try (Upload upload = Upload.read(type, mutated)) {
                assertThat(upload.frames()).hasSizeBetween(1, Bounds.FRAMES);
            } catch (Refusal refusal) {
                assertThat(refusal.status()).isBetween(400, 415);
            }
            // The decoder works on a copy outside the heap, which no collector frees.
            assertThat(decoderMemory()).as("mutation %d", i).isEqualTo(before);
        }
    }

    // Fails when the part that is too many is left to the collector, which frees nothing outside the heap.
    @Test
    void aFrameTooManyLeavesNothingBehind() {
        Form form = new Form();
        for (int i = 0; i <= Bounds.PARTS; i++) {
            form.frame(PICTURE);
        }
        long before = decoderMemory();

        assertThat(refusal(Form.type(), form.end()).code()).isEqualTo(Code.INVALID_REQUEST);

        assertThat(decoderMemory()).isEqualTo(before);
    }

    private static long decoderMemory() {
        var used = UnpooledByteBufAllocator.DEFAULT.metric();
        return used.usedDirectMemory() + used.usedHeapMemory();
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 2 -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(bytes.length - Math.max(at, from), random.nextInt(40));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
                default -> bytes[at] = "\r\n-:;\"=\0".getBytes(UTF_8)[random.nextInt(8)];
            }
        }
        return bytes;
    }

    private static byte[] digest(String boundary, byte[] frame, String request) {
        byte[] body = new Form(boundary).frame(frame).request(request).end();
        return Upload.read(Form.type(boundary), body).digest();
    }

    private static Refusal refusal(String type, byte[] body) {
        return catchThrowableOfType(Refusal.class, () -> Upload.read(type, body).close());
    }
}

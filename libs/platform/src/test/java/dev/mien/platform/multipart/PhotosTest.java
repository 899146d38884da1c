package dev.mien.platform.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PhotosTest {
    private static final byte[] ONE = {(byte) 0xff, (byte) 0xd8, 13, 10, '-', '-', 0, 1, 2};
    private static final byte[] OTHER = {7};

    @Test
    void readsImagesInOrder() {
        Photos photos =
                Photos.read(Form.type(), image(image(new Form(), ONE), OTHER).end(), 2);

        assertThat(photos.images()).extracting(Frame::expose).containsExactly(ONE, OTHER);
    }

    // Fails when close leaves an image.
    @Test
    void closedItIsZero() {
        Photos photos = Photos.read(Form.type(), image(new Form(), ONE).end(), 1);

        photos.close();

        assertThat(photos.images().getFirst().expose()).containsOnly(0);
        assertThat(photos).hasToString("Photos[1 images]");
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("none", new Form(), 1, "Exactly one part image"),
                Arguments.of("one of two", image(new Form(), ONE), 2, "Exactly 2 parts image"),
                Arguments.of("two for one", image(image(new Form(), ONE), ONE), 1, "Exactly one part image"),
                Arguments.of(
                        "three of two", image(image(image(new Form(), ONE), ONE), ONE), 2, "Exactly 2 parts image"),
                Arguments.of("a frame", new Form().frame(ONE), 1, "called image"),
                Arguments.of("a request beside", image(new Form(), ONE).request("{}"), 2, "called image"));
    }

    // Fails when the number is not held to: a second image would be looked at and forgotten, or a third not noticed.
    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void anotherNumberOrAnotherPartIsRefused(String name, Form form, int count, String said) {
        Refusal refusal = refusal(form.end(), count);

        assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST);
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.detail()).contains(said);
    }

    // Fails when the part that is too many is left to the collector, which frees nothing outside the heap: a few
    // hostile requests would end the process. In one multipart body, and in one within another.
    @Test
    void whatIsTooManyLeavesNothingBehind() {
        long before = decoderMemory();

        refusal(image(image(new Form(), ONE), new byte[100_000]).end(), 1);
        refusal(nested(3), 1);

        assertThat(decoderMemory()).isEqualTo(before);
    }

    private static byte[] nested(int files) {
        Form form = new Form()
                .raw("--" + Form.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"image\"\r\n"
                        + "Content-Type: multipart/mixed; boundary=inner\r\n\r\n");
        for (int i = 0; i < files; i++) {
            form.raw("--inner\r\nContent-Disposition: attachment; filename=\"a.jpg\"\r\n\r\na picture\r\n");
        }
        return form.raw("--inner--\r\n").end();
    }

    private static long decoderMemory() {
        var used = UnpooledByteBufAllocator.DEFAULT.metric();
        return used.usedDirectMemory() + used.usedHeapMemory();
    }

    @Test
    void anEmptyImageIsNamed() {
        Refusal refusal = refusal(image(image(new Form(), ONE), new byte[0]).end(), 2);

        assertThat(refusal.code()).isEqualTo(Code.INVALID_IMAGE);
        assertThat(refusal.detail()).isEqualTo("Image 2 is empty.");
    }

    // Fails when Bounds.FRAME_BYTES is not enforced for images.
    @Test
    void anOversizedImageIsRefusedAs413() {
        Refusal refusal =
                refusal(image(new Form(), new byte[Bounds.FRAME_BYTES + 1]).end(), 1);

        assertThat(refusal.code()).isEqualTo(Code.INVALID_IMAGE);
        assertThat(refusal.status()).isEqualTo(413);
    }

    @Test
    void whatIsCutOffIsRefused() {
        assertThat(refusal(image(new Form(), ONE).cutOff(), 1).code()).isEqualTo(Code.INVALID_REQUEST);
    }

    private static Refusal refusal(byte[] body, int count) {
        return catchThrowableOfType(Refusal.class, () -> Photos.read(Form.type(), body, count));
    }

    private static Form image(Form form, byte[] bytes) {
        return form.part(
                "Content-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg",
                bytes);
    }
}

package dev.mien.platform.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedPhotosTest {
    private static final String TYPE = "multipart/form-data; boundary=b";

    // Breaks when pictures and payloads are matched by their order, not by their names.
    @Test
    void eachPictureHasItsKeyAndItsPayload() {
        String form = payload("b", "2") + image("a", "ada") + image("b", "bob");

        try (NamedPhotos photos = read(form)) {
            assertThat(photos.lines()).extracting(line -> line.named().key()).containsExactly("a", "b");
            assertThat(photos.lines().getFirst().named().payload()).isNull();
            assertThat(photos.lines().get(1).named().payload()).isEqualTo("2");
            assertThat(text(photos.lines().getFirst().image())).isEqualTo("ada");
        }
    }

    @Test
    void picturesAreZeroedOnClose() {
        NamedPhotos photos = read(image("a", "ada"));
        Frame picture = photos.lines().getFirst().image();

        photos.close();

        assertThat(picture.expose()).containsOnly(0);
    }

    @Test
    void sixteenAreTakenWithTheirPayloadsAndNoMore() {
        String sixteen = IntStream.range(0, 16)
                .mapToObj(i -> image("k" + i, "x") + payload("k" + i, "1"))
                .collect(Collectors.joining());

        try (NamedPhotos photos = read(sixteen)) {
            assertThat(photos.lines()).hasSize(16);
        }
        refuses(sixteen + image("k16", "x"));
        refuses(IntStream.range(0, 17).mapToObj(i -> image("k" + i, "x")).collect(Collectors.joining()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "../a", "ä", "a\\\"b", ""})
    void aKeyIsOfAFewCharactersAlone(String key) {
        refuses(image(key, "x"));
    }

    @Test
    void aKeyMayBeOf128CharactersAndNoMore() {
        read(image("k".repeat(128), "x")).close();

        refuses(image("k".repeat(129), "x"));
    }

    @Test
    void aPayloadIsUtf8() {
        refuses(image("a", "x") + payload("a", "\u00ff"));
    }

    @Test
    void anEmptyPictureIsNamedByItsNumber() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read(image("a", "x") + image("b", "")))
                .matches(refusal ->
                        refusal.code() == Code.INVALID_IMAGE && refusal.detail().contains("2"));
    }

    private static void refuses(String form) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read(form))
                .matches(refusal -> refusal.code() == Code.INVALID_REQUEST);
    }

    private static NamedPhotos read(String form) {
        return NamedPhotos.read(TYPE, (form + "--b--\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String image(String key, String content) {
        return part("image", key, content);
    }

    private static String payload(String key, String content) {
        return part("payload", key, content);
    }

    private static String part(String name, String key, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + key + "\"\r\n\r\n"
                + content + "\r\n";
    }

    private static String text(Frame frame) {
        return new String(frame.expose(), StandardCharsets.ISO_8859_1);
    }
}

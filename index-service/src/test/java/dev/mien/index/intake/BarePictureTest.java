package dev.mien.index.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the machine is pixels and how they are turned. */
class BarePictureTest {
    private static final String NOTE = "51.5007N 0.1246W";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void pixelsAndTurnStayAndNothingElse(int exif) throws IOException {
        byte[] plain = Encoded.of(picture(48, 32), "jpeg");
        byte[] sent = commented(Encoded.turned(plain, exif));

        byte[] bare = bare(sent);

        assertThat(text(sent)).contains(NOTE);
        assertThat(text(bare)).doesNotContain(NOTE);
        // Breaks when a turned picture arrives lying on its side, where no face is found.
        assertThat(((Header.Outcome.Read) JpegHeader.read(Bytes.all(bare)))
                        .header()
                        .orientation())
                .isEqualTo(Orientation.ofExif(exif));
        assertThat(pixels(bare)).isEqualTo(pixels(plain));
        assertThat(text(bare).contains("Exif")).isEqualTo(exif != 1);
    }

    @Test
    void aPngKeepsItsPixelsAndLosesItsNotes() throws IOException {
        byte[] plain = Encoded.of(picture(48, 32), "png");
        byte[] sent = PngMaker.with(plain, "tEXt", ("Location\0" + NOTE).getBytes(StandardCharsets.US_ASCII));

        byte[] bare = bare(sent);

        assertThat(text(sent)).contains(NOTE);
        assertThat(text(bare)).doesNotContain(NOTE);
        assertThat(pixels(bare)).isEqualTo(pixels(plain));
    }

    @Test
    void aPngThatIsTurnedIsRefused() {
        byte[] turned = PngMaker.with(Encoded.of(picture(48, 32), "png"), "eXIf", Encoded.exif(6));

        // Breaks when it is sent without its turn: there is no way to tell AWS of it.
        assertThat(BarePicture.of(new Frame(turned)))
                .isInstanceOfSatisfying(
                        BarePicture.Outcome.Unfit.class,
                        unfit -> assertThat(unfit.status()).isEqualTo(415));
    }

    @ParameterizedTest
    @CsvSource({"RIFF....WEBPVP8 , 415, WebP", "GIF89a, 415, GIF", "nothing at all, 400, not an image", "'', 400, not"})
    void whatIsNoJpegOrPngIsRefusedByName(String bytes, int status, String name) {
        var outcome = (BarePicture.Outcome.Unfit) BarePicture.of(new Frame(bytes.getBytes(StandardCharsets.US_ASCII)));

        assertThat(outcome.status()).isEqualTo(status);
        assertThat(outcome.detail()).contains(name).contains("JPEG or PNG");
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsSent() {
        byte[] large = Encoded.of(noise(1500, 1400), "png");
        assertThat(large.length).isGreaterThan(BarePicture.BYTES_MAX);

        assertThat(BarePicture.of(new Frame(large)))
                .isInstanceOfSatisfying(
                        BarePicture.Outcome.Unfit.class,
                        unfit -> assertThat(unfit.status()).isEqualTo(413));
    }

    private static byte[] bare(byte[] sent) {
        return ((BarePicture.Outcome.Bare) BarePicture.of(new Frame(sent))).bytes();
    }

    private static byte[] commented(byte[] jpeg) {
        byte[] note = NOTE.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(jpeg.length + note.length + 4)
                .put(jpeg, 0, 2)
                .putShort((short) 0xfffe)
                .putShort((short) (note.length + 2))
                .put(note)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int[] pixels(byte[] file) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static BufferedImage picture(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, new Color(x * 5 % 256, y * 7 % 256, 128).getRGB());
            }
        }
        return image;
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] colours = new int[width * height];
        Random random = new Random(1);
        Arrays.setAll(colours, _ -> random.nextInt());
        image.setRGB(0, 0, width, height, colours, 0, width);
        return image;
    }
}

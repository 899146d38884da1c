package dev.mien.index.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.leptonica.global.leptonica;
import org.junit.jupiter.api.Test;

/** Strangers do not write into the service's log. Looked at from outside, in a process of its own. */
class CodecMessagesTest {

    @Test
    void damagedPicturesSayNothing() throws Exception {
        // The codec speaks when nobody stops it: else the second line would prove nothing.
        assertThat(Child.run(Damaged.class, "bare").errors()).contains("JPEG");
        // Breaks when codecs are used before C's stderr was led away.
        Child silent = Child.run(Damaged.class, "intake");
        assertThat(silent.errors()).isEmpty();
        assertThat(silent.exit()).isZero();
    }

    /** Decodes a JPEG whose entropy-coded data was overwritten. */
    static final class Damaged {
        private Damaged() {}

        public static void main(String[] arguments) {
            byte[] jpeg = Encoded.of(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpeg");
            Arrays.fill(jpeg, jpeg.length - 100, jpeg.length - 50, (byte) 0x55);
            byte[] png = PngMaker.picture(64, 64, PngMaker.RGB, 8, false, (x, y) -> x * y);
            png[png.length - 20] ^= 1;
            if (arguments[0].equals("bare")) {
                leptonica.pixReadMemJpeg(new BytePointer(jpeg), jpeg.length, 0, 1, null, 0);
            } else {
                new Intake().decode(new Frame(jpeg), Intake.LONG_SIDE_KEPT);
                new Intake().decode(new Frame(png), Intake.LONG_SIDE_KEPT);
            }
        }
    }
}

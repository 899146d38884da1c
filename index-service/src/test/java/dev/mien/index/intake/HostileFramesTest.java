package dev.mien.index.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.index.intake.DecodeOutcome.Decoded;
import dev.mien.index.intake.DecodeOutcome.Undecodable;
import dev.mien.index.intake.Refusal.Reason;
import dev.mien.testing.faces.SharedFaces;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames by people who mean harm. A crash of the decoder would end this whole run: there is no other way to notice it. */
class HostileFramesTest {
    private static final long SEED = 20_260_401;
    private static final int FLIPPED_COPIES = 150;
    private static final int CUTS = 60;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long SLACK_BYTES = 96L << 20;

    private final Intake intake = new Intake();

    @ParameterizedTest
    @CsvSource({"10000, 10000", "16385, 1", "1, 2147483647", "2147483647, 2147483647", "5001, 5000"})
    void aClaimedSizeIsJudgedBeforeAnyPixelIsLookedFor(int width, int height) throws IOException {
        var outcome = intake.decode(new Frame(Encoded.claim(width, height)), Intake.LONG_SIDE_KEPT);

        // There are no pixels in it: had the codec been asked first, the answer would be that the image is broken.
        assertThat(reason(outcome)).isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @Test
    void aHundredMegapixelsCostNoMemory() throws IOException {
        assumeTrue(Files.exists(STATUS), "this machine's kernel does not tell a process's peak of memory");
        byte[] bomb = Encoded.bomb(10_000, 10_000);
        assertThat(bomb).hasSizeLessThan(Bounds.FRAME_BYTES_MAX);
        long before = peakBytes();

        var outcome = intake.decode(new Frame(bomb), Intake.LONG_SIDE_KEPT);

        // Breaks when the bound is held after decoding: 100 MB of grey, 400 MB of colour.
        assertThat(reason(outcome)).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(peakBytes() - before).isLessThan(SLACK_BYTES);
    }

    @Test
    void aFrameOfTooManyBytesIsNotEvenRead() {
        byte[] frame = Arrays.copyOf(photo("jpeg"), Bounds.FRAME_BYTES_MAX + 1);

        assertThat(reason(intake.decode(new Frame(frame), Intake.LONG_SIDE_KEPT)))
                .isEqualTo(Reason.TOO_MANY_BYTES);
    }

    @Test
    void aProgressiveJpegOfEndlessScansIsRefused() {
        byte[] jpeg = progressive(photo("jpeg"));

        // Breaks when scans are not counted: each costs a walk over all coefficients, and is ten bytes long.
        assertThat(reason(intake.decode(new Frame(jpeg), Intake.LONG_SIDE_KEPT)))
                .isEqualTo(Reason.UNSUPPORTED_FORMAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF8", "%PDF-1.7", "RIFF1234WAVE"})
    void whatIsNoImageIsSaidToBeNone(String text) {
        var outcome = intake.decode(new Frame(text.getBytes(StandardCharsets.UTF_8)), Intake.LONG_SIDE_KEPT);

        assertThat(reason(outcome)).isEqualTo(Reason.NOT_AN_IMAGE);
    }

    @Test
    void cutAnywhereAPictureIsRefusedOrWhole() {
        for (byte[] whole : pictures()) {
            for (int cut = 1; cut < CUTS; cut++) {
                byte[] part = Arrays.copyOf(whole, (int) ((long) whole.length * cut / CUTS));
                // Breaks when the codecs are told to go on after an error: half a face in grey would be embedded.
                assertThat(intake.decode(new Frame(part), Intake.LONG_SIDE_KEPT))
                        .as("%d of %d bytes", part.length, whole.length)
                        .isInstanceOf(Undecodable.class);
            }
        }
    }

    @Test
    void anyBytesAreAnsweredAndNeverThrow() {
        var random = new Random(SEED);
        for (byte[] whole : pictures()) {
            for (int copy = 0; copy < FLIPPED_COPIES; copy++) {
                byte[] bent = whole.clone();
                // Half of the damage goes where the structure is.
                int reach = copy % 2 == 0 ? Math.min(bent.length, 700) : bent.length;
                for (int flips = random.nextInt(1, 9); flips > 0; flips--) {
                    bent[random.nextInt(reach)] = (byte) random.nextInt();
                }
                DecodeOutcome outcome = intake.decode(new Frame(bent), Intake.LONG_SIDE_KEPT);
                if (outcome instanceof Decoded(Picture picture)) {
                    assertThat((long) picture.width() * picture.height())
                            .isLessThanOrEqualTo(Bounds.STREAMED_PIXELS_MAX);
                    picture.close();
                }
            }
        }
    }

    private static Reason reason(DecodeOutcome outcome) {
        assertThat(outcome).isInstanceOf(Undecodable.class);
        return ((Undecodable) outcome).refusal().reason();
    }

    /** Pictures of our own, and those of the reference set where this machine has it, which adds WebP. */
    private static List<byte[]> pictures() {
        List<byte[]> pictures = new ArrayList<>(List.of(photo("jpeg"), photo("png")));
        SharedFaces.find().ifPresent(faces -> {
            for (String file : List.of("hopper.webp", "hopper_orientation_6.webp", "hopper_orientation_6.jpg")) {
                try {
                    pictures.add(Files.readAllBytes(faces.resolve("formats").resolve(file)));
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            }
        });
        return pictures;
    }

    /** Something that does not compress away. */
    private static byte[] photo(String format) {
        var image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        var random = new Random(SEED);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, (x * 255 / 160) << 16 | (y * 2) << 8 | random.nextInt(64));
            }
        }
        return Encoded.of(image, format);
    }

    /** Says to be progressive, and repeats a scan's header beyond the bound. */
    private static byte[] progressive(byte[] baseline) {
        byte[] jpeg = Arrays.copyOf(baseline, baseline.length + 2 * (Bounds.JPEG_SCANS_MAX + 1));
        for (int at = 0; at + 1 < baseline.length; at++) {
            if ((jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) == 0xc0) {
                jpeg[at + 1] = (byte) 0xc2;
                break;
            }
        }
        for (int at = baseline.length; at < jpeg.length; at += 2) {
            jpeg[at] = (byte) 0xff;
            jpeg[at + 1] = (byte) 0xda;
        }
        return jpeg;
    }

    /** The most memory that this process ever held, by the kernel's account. */
    private static long peakBytes() throws IOException {
        try (var lines = Files.lines(STATUS)) {
            String peak =
                    lines.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
            return Long.parseLong(peak.replaceAll("\\D", "")) << 10;
        }
    }
}

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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames by people who mean harm. A crash of the decoder would end this whole run: there is no other way to notice it.
 */
class HostileFramesTest {
    private static final long SEED = 20_260_401;
    private static final int FLIPPED_COPIES = 150;
    private static final int CUTS = 60;
    private static final int SOF0 = 0xc0;
    private static final int SOF2 = 0xc2;
    private static final int SOS = 0xda;
    private static final long SLACK_BYTES = 96L << 20;

    private final Intake intake = new Intake();

    @ParameterizedTest
    @CsvSource({"10000, 10000", "16385, 1", "1, 2147483647", "2147483647, 2147483647", "5001, 5000"})
    void aClaimedSizeIsJudgedBeforeAnyPixelIsLookedFor(int width, int height) {
        var outcome = intake.decode(new Frame(Encoded.claim(width, height)), Intake.LONG_SIDE_KEPT);

        // There are no pixels in it: had the codec been asked first, the answer would be that the image is broken.
        assertThat(reason(outcome)).isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @Test
    void aHundredMegapixelsCostNoMemory() throws IOException {
        assumeTrue(Files.exists(Resident.STATUS), "this machine's kernel does not tell a process's peak of memory");
        byte[] bomb = Encoded.bomb(10_000, 10_000);
        assertThat(bomb).hasSizeLessThan(Bounds.FRAME_BYTES_MAX);
        long before = Resident.peakBytes();

        var outcome = intake.decode(new Frame(bomb), Intake.LONG_SIDE_KEPT);

        // Breaks when the bound is held after decoding: 100 MB of grey, 400 MB of colour.
        assertThat(reason(outcome)).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(Resident.peakBytes() - before).isLessThan(SLACK_BYTES);
    }

    @Test
    void aFrameOfTooManyBytesIsNotEvenRead() {
        byte[] frame = Arrays.copyOf(photo("jpeg"), Bounds.FRAME_BYTES_MAX + 1);

        assertThat(reason(intake.decode(new Frame(frame), Intake.LONG_SIDE_KEPT)))
                .isEqualTo(Reason.TOO_MANY_BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {SOF0, SOF2})
    void aJpegOfEndlessScansIsRefused(int frame) {
        byte[] jpeg = withScans(photo("jpeg"), frame, Bounds.JPEG_SCANS_MAX + 1);

        // Breaks when scans are not counted: each costs a walk over all coefficients, and is ten bytes long.
        assertThat(reason(intake.decode(new Frame(jpeg), Intake.LONG_SIDE_KEPT)))
                .isEqualTo(Reason.UNSUPPORTED_FORMAT);
    }

    @ParameterizedTest
    @CsvSource({"1, BROKEN", "2, TOO_MANY_PIXELS"})
    void scansAndPixelsAreBoundedTogether(int scans, Reason expected) {
        byte[] jpeg = withScans(photo("jpeg"), SOF2, scans * (int) (Bounds.JPEG_SCANNED_PIXELS_MAX / 25_000_000) - 1);
        resize(jpeg, 5000, 5000);

        // Breaks when a large picture may have as many scans as a small one: sixty walks over 25 megapixels.
        assertThat(reason(intake.decode(new Frame(jpeg), Intake.LONG_SIDE_KEPT)))
                .isEqualTo(expected);
    }

    @Test
    void whatACodecWouldSkipIsRefused() {
        byte[] whole = photo("jpeg");
        byte[] odd = new byte[whole.length + 2];
        System.arraycopy(whole, 0, odd, 0, 2);
        odd[2] = (byte) 0xff;
        odd[3] = (byte) 0xd0;
        System.arraycopy(whole, 2, odd, 4, whole.length - 2);

        // Breaks when a restart is taken for a segment, or skipped: the codec would then see other segments, and sizes,
        // than were held against the bounds.
        assertThat(reason(intake.decode(new Frame(odd), Intake.LONG_SIDE_KEPT))).isEqualTo(Reason.BROKEN);
    }

    @Test
    void textsAreNeverUnpacked() {
        byte[] png = PngMaker.picture(64, 64, PngMaker.RGB, 8, false, (x, y) -> x * y);
        byte[] laden = PngMaker.with(png, "zTXt", new byte[100_000]);

        var outcome = PngHeader.read(Bytes.all(laden));

        // Breaks when the codec is given the file as it is: 300 texts of 8 KB took it half a minute.
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Header.Outcome.Read.class,
                        read -> assertThat(read.header().essence().length()).isEqualTo(png.length));
    }

    @Test
    void timeIsBoundedByTheBytesOfAPng() {
        byte[] claim =
                new PngMaker().header(5000, 5000, PngMaker.RGBA, 16, false).bytes();

        // Breaks when pixels alone are counted: here each is eight bytes, and two seconds were spent on them.
        assertThat(reason(intake.decode(new Frame(claim), Intake.LONG_SIDE_KEPT)))
                .isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF8", "%PDF-1.7", "RIFF1234WAVE"})
    void whatIsNoImageIsSaidToBeNone(String text) {
        var outcome = intake.decode(new Frame(text.getBytes(StandardCharsets.UTF_8)), Intake.LONG_SIDE_KEPT);

        assertThat(reason(outcome)).isEqualTo(Reason.NOT_AN_IMAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "heic mif1heic, HEIC",
        "mif1 mif1heic, HEIC",
        "mif1 mif1avif, AVIF",
        "avif mif1miaf, AVIF",
        "isom mp42avc1, ''"
    })
    void boxedPicturesAreRefusedByTheirName(String brands, String name) {
        String[] major = brands.split(" ");
        byte[] box = ("\0\0\0\u0018ftyp" + major[0] + "\0\0\0\0" + major[1]).getBytes(StandardCharsets.US_ASCII);

        var outcome = intake.decode(new Frame(box), Intake.LONG_SIDE_KEPT);

        // Breaks when only the first brand is read: one that begins as any boxed picture would be called HEIC.
        assertThat(reason(outcome)).isEqualTo(name.isEmpty() ? Reason.NOT_AN_IMAGE : Reason.UNSUPPORTED_FORMAT);
        assertThat(((Undecodable) outcome).refusal().detail()).startsWith(name);
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

    /** Says to be of another frame, and has so many empty scans of one colour before its own. */
    private static byte[] withScans(byte[] baseline, int frame, int scans) {
        byte[] scan = {(byte) 0xff, (byte) SOS, 0, 8, 1, 1, 0, 0, 63, 0};
        int first = segment(baseline, SOS);
        byte[] jpeg = new byte[baseline.length + scans * scan.length];
        System.arraycopy(baseline, 0, jpeg, 0, first);
        for (int i = 0; i < scans; i++) {
            System.arraycopy(scan, 0, jpeg, first + i * scan.length, scan.length);
        }
        System.arraycopy(baseline, first, jpeg, first + scans * scan.length, baseline.length - first);
        jpeg[segment(jpeg, SOF0) + 1] = (byte) frame;
        return jpeg;
    }

    private static void resize(byte[] jpeg, int width, int height) {
        ByteBuffer.wrap(jpeg)
                .putShort(segment(jpeg, SOF2) + 5, (short) height)
                .putShort(segment(jpeg, SOF2) + 7, (short) width);
    }

    private static int segment(byte[] jpeg, int marker) {
        for (int at = 0; at + 1 < jpeg.length; at++) {
            if ((jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) == marker) {
                return at;
            }
        }
        throw new IllegalArgumentException("no such segment");
    }
}

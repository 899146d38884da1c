package dev.mien.index.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.index.intake.DecodeOutcome.Decoded;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing of a frame is left in memory when its request ends, as far as it is ours: the array, the copy for the codec
 * and the pixels. Looked for from outside, in all of the memory of a process that had them, and in which Java's
 * collector did not run: what it moves it does not overwrite.
 */
class OverwrittenTest {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    private static final int PIXELS_A_NEEDLE = Needles.BYTES / 4;
    private static final int NEEDLES = 100;

    /** Of noise, so that no two places are alike. */
    private enum Kind {
        JPEG,
        PROGRESSIVE_JPEG,
        PNG,
        WEBP,
        LOSSLESS_WEBP;

        /** What the codec leaves in the byte that nobody looks at. */
        byte alpha() {
            return this == WEBP || this == LOSSLESS_WEBP ? (byte) 0xff : 0;
        }

        byte[] encode(BufferedImage image) {
            return switch (this) {
                case JPEG -> Encoded.of(image, "jpeg");
                case PROGRESSIVE_JPEG -> Encoded.progressive(image);
                case PNG -> Encoded.of(image, "png");
                case WEBP -> Samples.webp(image, false, false);
                case LOSSLESS_WEBP -> Samples.webp(image, true, false);
            };
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void whatWasOpenIsGoneWhenClosed(Kind kind) throws Exception {
        byte[] encoded = kind.encode(noise());
        List<byte[]> both = new ArrayList<>(pixels(encoded, kind.alpha()));
        both.addAll(bytes(encoded));
        var needles = new Needles(both);
        Process process = keeper(encoded);
        try (var said = process.getInputStream()) {
            assumeTrue(readable(process), "this machine lets nobody look into another process's memory");
            assertThat(line(said)).isEqualTo("open");
            // They are there while they are needed, and we do find them.
            assertThat(needles.foundIn(process.pid())).isEqualTo(2 * NEEDLES);

            next(process);

            assertThat(line(said)).isEqualTo("closed");
            // Breaks when pixels, frame or the copy for the codec are freed or forgotten, and not overwritten.
            assertThat(needles.foundIn(process.pid())).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process keeper(byte[] encoded) throws IOException {
        byte[] veiled = encoded.clone();
        for (int i = 0; i < veiled.length; i++) {
            veiled[i] ^= (byte) Keeper.VEIL;
        }
        Path file = Files.write(folder.resolve("veiled"), veiled);
        return Child.start(Keeper.class, file.toString());
    }

    private static void next(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    private static String line(InputStream said) throws IOException {
        var line = new StringBuilder();
        for (int next = said.read(); next > 0 && next != '\n'; next = said.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static boolean readable(Process process) {
        return Files.isReadable(Path.of("/proc", Long.toString(process.pid()), "mem"));
    }

    /**
     * As they lie in memory: alpha, blue, green, red. From the upper part: the last rows pass through
     * the codec's buffers.
     */
    private static List<byte[]> pixels(byte[] encoded, byte alpha) {
        var seen = FloatBuffer.allocate(3 * WIDTH * HEIGHT);
        try (var picture = ((Decoded) new Intake().decode(new Frame(encoded), Intake.LONG_SIDE_KEPT)).picture()) {
            var grid = new Grid(WIDTH, HEIGHT, new Tone(false, List.of(0f), List.of(1f)), 1);
            picture.draw(grid, Affine.scaleThenShift(1, 0, 0), seen, 0);
        }
        List<byte[]> needles = new ArrayList<>();
        var random = new Random(1);
        for (int i = 0; i < NEEDLES; i++) {
            int at = random.nextInt(HEIGHT / 2) * WIDTH + random.nextInt(1, WIDTH - PIXELS_A_NEEDLE - 1);
            byte[] needle = new byte[Needles.BYTES];
            Arrays.fill(needle, alpha);
            for (int p = 0; p < PIXELS_A_NEEDLE; p++) {
                for (int channel = 0; channel < 3; channel++) {
                    needle[4 * p + 3 - channel] = (byte) Math.round(seen.get(channel * WIDTH * HEIGHT + at + p));
                }
            }
            needles.add(needle);
        }
        return needles;
    }

    private static List<byte[]> bytes(byte[] encoded) {
        List<byte[]> needles = new ArrayList<>();
        var random = new Random(2);
        for (int i = 0; i < NEEDLES; i++) {
            int at = random.nextInt(encoded.length / 4, encoded.length / 2);
            needles.add(Arrays.copyOfRange(encoded, at, at + Needles.BYTES));
        }
        return needles;
    }

    private static BufferedImage noise() {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var random = new Random(3);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }
}

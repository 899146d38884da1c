package dev.mien.index.intake;

import dev.mien.testing.faces.SharedFaces;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/** One small picture of each kind that is decoded. */
final class Samples {
    private static final int WIDTH = 72;
    private static final int HEIGHT = 56;
    private static final long SEED = 7;
    private static final long LARGE_BYTES = 60_000;
    private static final Set<Format> DECODED = EnumSet.of(Format.JPEG, Format.PNG, Format.WEBP);

    private Samples() {}

    static List<byte[]> all() {
        BufferedImage image = image();
        var grey = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        grey.getGraphics().drawImage(image, 0, 0, null);
        byte[] jpeg = Encoded.of(image, "jpeg");
        List<byte[]> all = new ArrayList<>(List.of(
                jpeg,
                Encoded.turned(jpeg, 6),
                Encoded.of(grey, "jpeg"),
                Encoded.progressive(image),
                webp(image, true, false),
                webp(image, false, false),
                webp(image, false, true)));
        int[][] kinds = {{0, 1}, {0, 8}, {0, 16}, {2, 8}, {2, 16}, {3, 2}, {3, 8}, {4, 8}, {6, 8}, {6, 16}};
        for (int[] kind : kinds) {
            // A palette holds no more than 256 of them.
            int mask = kind[0] == PngMaker.PALETTE ? (kind[1] == 8 ? 0xffe0c000 : 0xff800000) : -1;
            all.add(PngMaker.picture(
                    WIDTH, HEIGHT, kind[0], kind[1], kind[1] > 1, (x, y) -> image.getRGB(x, y) & mask));
        }
        return all;
    }

    /** Small ones of the reference set; none where this machine has it not. */
    static List<byte[]> shared() {
        List<byte[]> found = new ArrayList<>();
        SharedFaces.find().ifPresent(faces -> {
            try (var files = Files.list(faces.resolve("formats"))) {
                for (Path file : files.sorted().toList()) {
                    if (Files.size(file) < LARGE_BYTES
                            && Format.of(Files.readAllBytes(file))
                                    .filter(DECODED::contains)
                                    .isPresent()) {
                        found.add(Files.readAllBytes(file));
                    }
                }
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
        return found;
    }

    private static BufferedImage image() {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var random = new Random(SEED);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            image.setRGB(x, y, (x * 255 / WIDTH) << 16 | (y * 255 / HEIGHT) << 8 | random.nextInt(64));
        }
        return image;
    }

    static byte[] webp(BufferedImage image, boolean lossless, boolean transparent) {
        PIX pix = leptonica.pixCreate(image.getWidth(), image.getHeight(), Leptonica.DEPTH_BITS);
        try (var pointer = new PointerPointer<BytePointer>(1);
                var length = new SizeTPointer(1)) {
            leptonica.pixSetSpp(pix, transparent ? 4 : 3);
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    leptonica.pixSetPixel(pix, x, y, image.getRGB(x, y) << 8 | (transparent ? x + y & 0xff : 0xff));
                }
            }
            leptonica.pixWriteMemWebP(pointer, length, pix, 80, lossless ? 1 : 0);
            byte[] encoded = new byte[(int) length.get()];
            var bytes = new BytePointer(pointer.get());
            bytes.capacity(encoded.length).get(encoded);
            leptonica.lept_free(bytes);
            return encoded;
        } finally {
            leptonica.pixDestroy(pix);
        }
    }
}

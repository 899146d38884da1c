package dev.mien.system.client;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A photo as a camera stores it that was held otherwise: pixels turned, and EXIF's tag that says how to turn them back. */
public final class Turned {
    /** EXIF's values of the tag Orientation: 1 to this; 1 is upright. */
    public static final int ORIENTATIONS = 8;

    private static final int FIRST_TRANSPOSED = 5;
    private static final int START_OF_IMAGE_BYTES = 2;

    private Turned() {}

    /** The same picture, stored in this orientation. */
    public static Photo to(int orientation, Photo upright) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(upright.bytes()));
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(stored(image, orientation), "jpg", jpeg);
            return new Photo(upright.name() + "-turned-" + orientation, tagged(jpeg.toByteArray(), orientation));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage stored(BufferedImage image, int orientation) {
        int right = image.getWidth() - 1;
        int bottom = image.getHeight() - 1;
        boolean transposed = orientation >= FIRST_TRANSPOSED;
        BufferedImage stored = new BufferedImage(
                transposed ? bottom + 1 : right + 1, transposed ? right + 1 : bottom + 1, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < stored.getHeight(); y++) {
            for (int x = 0; x < stored.getWidth(); x++) {
                // EXIF 2.32, tag 0112: which side of the scene row 0 and column 0 show.
                stored.setRGB(
                        x,
                        y,
                        switch (orientation) {
                            case 1 -> image.getRGB(x, y);
                            case 2 -> image.getRGB(right - x, y);
                            case 3 -> image.getRGB(right - x, bottom - y);
                            case 4 -> image.getRGB(x, bottom - y);
                            case 5 -> image.getRGB(y, x);
                            case 6 -> image.getRGB(right - y, x);
                            case 7 -> image.getRGB(right - y, bottom - x);
                            case 8 -> image.getRGB(y, bottom - x);
                            default -> throw new IllegalArgumentException("no orientation: " + orientation);
                        });
            }
        }
        return stored;
    }

    /** An APP1 segment right after the start of the image, with one tag in one directory. */
    private static byte[] tagged(byte[] jpeg, int orientation) {
        byte[] segment = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(jpeg, 0, START_OF_IMAGE_BYTES);
        whole.writeBytes(segment);
        whole.write(jpeg, START_OF_IMAGE_BYTES, jpeg.length - START_OF_IMAGE_BYTES);
        return whole.toByteArray();
    }
}

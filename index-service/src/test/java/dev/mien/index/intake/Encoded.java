package dev.mien.index.intake;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Pictures that tests make for themselves. */
final class Encoded {
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int SOI_BYTES = 2;

    private Encoded() {}

    static byte[] of(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The JPEG with an EXIF block that says nothing but how it is turned. */
    static byte[] turned(byte[] jpeg, int exifOrientation) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1);
        exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) exifOrientation)
                .putShort((short) 0);
        exif.putInt(0);
        ByteBuffer all = ByteBuffer.allocate(jpeg.length + exif.capacity());
        all.put(jpeg, 0, SOI_BYTES).put(exif.flip()).put(jpeg, SOI_BYTES, jpeg.length - SOI_BYTES);
        return Arrays.copyOf(all.array(), all.position());
    }

    /** A grey PNG of one colour: complete and true, and a thousand times smaller than what it unpacks to. */
    static byte[] bomb(int width, int height) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            byte[] row = new byte[1 + width];
            for (int y = 0; y < height; y++) {
                deflater.write(row);
            }
        }
        var png = new ByteArrayOutputStream();
        png.write(PNG_SIGNATURE);
        chunk(png, "IHDR", header(width, height));
        chunk(png, "IDAT", packed.toByteArray());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** A PNG that claims a size, and has no pixels. */
    static byte[] claim(int width, int height) throws IOException {
        var png = new ByteArrayOutputStream();
        png.write(PNG_SIGNATURE);
        chunk(png, "IHDR", header(width, height));
        return png.toByteArray();
    }

    private static byte[] header(int width, int height) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] body) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(body);
        png.write(ByteBuffer.allocate(4).putInt(body.length).array());
        png.write(name);
        png.write(body);
        png.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}

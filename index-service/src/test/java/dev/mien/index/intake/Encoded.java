package dev.mien.index.intake;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures that tests make for themselves. */
final class Encoded {
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
        byte[] exif = exif(exifOrientation);
        byte[] prefix = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(jpeg.length + 4 + prefix.length + exif.length)
                .put(jpeg, 0, SOI_BYTES)
                .putShort((short) 0xffe1)
                .putShort((short) (2 + prefix.length + exif.length))
                .put(prefix)
                .put(exif)
                .put(jpeg, SOI_BYTES, jpeg.length - SOI_BYTES)
                .array();
    }

    /** A TIFF header and a directory with one entry. */
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put("MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** A JPEG of several scans. */
    static byte[] progressive(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            var parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A grey PNG of one colour: complete and true, and a thousand times smaller than what it unpacks to. */
    static byte[] bomb(int width, int height) {
        return PngMaker.picture(width, height, PngMaker.GREY, 8, false, (x, y) -> 0);
    }

    /** A PNG that claims a size, and has no pixels. */
    static byte[] claim(int width, int height) {
        return new PngMaker().header(width, height, PngMaker.GREY, 8, false).bytes();
    }
}

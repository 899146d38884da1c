package dev.mien.stack.client;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A single face on a sample photo, which holds several: where it is, in pixels of the photo.
 *
 * @param photo file name in the folder of samples
 * @param centreX of the face
 * @param centreY of the face
 * @param height of the face, forehead to chin
 */
public record SampleFace(String photo, int centreX, int centreY, int height) {
    /** The same person on two photos of two evenings. */
    public static final SampleFace PERSON = new SampleFace("sample1.jpg", 1579, 322, 230);

    public static final SampleFace PERSON_AGAIN = new SampleFace("sample3.jpg", 1182, 365, 290);
    public static final SampleFace STRANGER = new SampleFace("sample3.jpg", 1600, 435, 270);

    /** Wide enough for hair and shoulders, narrow enough to leave the neighbours' faces out. */
    private static final double MARGIN = 1.1;

    /** The face with some of its surroundings, as PNG. */
    public byte[] crop(Path samples) throws Unexpected {
        try {
            return png(picture(samples));
        } catch (IOException e) {
            throw new Unexpected(photo + " cannot be written as PNG: " + e.getMessage(), e);
        }
    }

    /** The face with some of its surroundings. */
    public BufferedImage picture(Path samples) throws Unexpected {
        var file = samples.resolve(photo);
        if (!Files.exists(file)) {
            throw new Unexpected(file + " is missing: ./mien models pull standard installs it.");
        }
        try {
            var whole = ImageIO.read(file.toFile());
            int reach = (int) (height * MARGIN);
            int left = Math.max(0, centreX - reach);
            int top = Math.max(0, centreY - reach);
            int right = Math.min(whole.getWidth(), centreX + reach);
            int bottom = Math.min(whole.getHeight(), centreY + reach);
            return whole.getSubimage(left, top, right - left, bottom - top);
        } catch (IOException e) {
            throw new Unexpected(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}

package dev.mien.stack.demo;

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
record SampleFace(String photo, int centreX, int centreY, int height) {
    /** The same person on two photos of two evenings. */
    static final SampleFace PERSON = new SampleFace("sample1.jpg", 1579, 322, 230);

    static final SampleFace PERSON_AGAIN = new SampleFace("sample3.jpg", 1182, 365, 290);
    static final SampleFace STRANGER = new SampleFace("sample3.jpg", 1600, 435, 270);

    /** Wide enough for hair and shoulders, narrow enough to leave the neighbours' faces out. */
    private static final double MARGIN = 1.1;

    /** The face with some of its surroundings, as PNG. */
    byte[] crop(Path samples) throws Unexpected {
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
            return png(whole.getSubimage(left, top, right - left, bottom - top));
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

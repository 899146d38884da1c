package dev.mien.system.client;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Real faces that are on every machine: single ones, cropped from the photos inside the npm package that the profile
 * {@code standard} comes from. One person is on two of them.
 */
public final class SamplePhotos {
    private final Path folder;

    /** @param folder {@code models/samples} of an installed home */
    public SamplePhotos(Path folder) {
        this.folder = folder;
    }

    /** The person that is on two photos, on the first. */
    public Photo anna() {
        return crop("anna-1", "sample1.jpg", 1579, 322, 230);
    }

    /** The same person on the other photo. */
    public Photo annaAgain() {
        return crop("anna-2", "sample3.jpg", 1182, 365, 290);
    }

    /** Somebody else; {@code index} from 0 to {@link #STRANGERS} - 1. */
    public Photo stranger(int index) {
        int[] place = PLACES[index];
        return crop("stranger-" + index, "sample" + place[0] + ".jpg", place[1], place[2], place[3]);
    }

    /** A whole photo, with several faces. */
    public Photo group(int number) {
        return read("sample" + number + ".jpg");
    }

    /** Number of the photo, centre of the face, its height. */
    private static final int[][] PLACES = {
        {1, 504, 476, 240},
        {1, 937, 542, 225},
        {2, 1541, 274, 235},
        {3, 700, 466, 270},
        {3, 1600, 433, 280},
        {4, 341, 320, 230},
        {4, 1348, 273, 220},
        {5, 477, 1023, 280},
        {5, 682, 541, 240},
        {5, 1207, 318, 220},
        {5, 1503, 534, 260},
        {6, 356, 623, 270},
        {6, 760, 482, 280},
    };

    public static final int STRANGERS = PLACES.length;

    private Photo crop(String name, String file, int x, int y, int faceHeight) {
        try {
            BufferedImage whole = ImageIO.read(folder.resolve(file).toFile());
            int half = faceHeight;
            int left = Math.max(0, x - half);
            int top = Math.max(0, y - half);
            int right = Math.min(whole.getWidth(), x + half);
            int bottom = Math.min(whole.getHeight(), y + half);
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(whole.getSubimage(left, top, right - left, bottom - top), "jpg", jpeg);
            return new Photo(name, jpeg.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("the sample photos are missing: run ./mien models pull standard", e);
        }
    }

    private Photo read(String file) {
        try {
            return new Photo(file, java.nio.file.Files.readAllBytes(folder.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("the sample photos are missing: run ./mien models pull standard", e);
        }
    }
}

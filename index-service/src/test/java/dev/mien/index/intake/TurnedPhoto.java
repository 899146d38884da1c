package dev.mien.index.intake;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** One upright photo, stored in each of the eight ways of EXIF. */
public final class TurnedPhoto {
    private final BufferedImage upright;

    public TurnedPhoto(Path photo) throws IOException {
        this.upright = ImageIO.read(photo.toFile());
    }

    public byte[] jpeg(int exif) {
        return Encoded.turned(Encoded.of(stored(exif), "jpeg"), exif);
    }

    public byte[] png(int exif) {
        return PngMaker.with(Encoded.of(stored(exif), "png"), "eXIf", Encoded.exif(exif));
    }

    /** Where a stored row and column are seen, by the words of TIFF 6.0: "the 0th row is the visual …". */
    private BufferedImage stored(int exif) {
        int width = upright.getWidth();
        int height = upright.getHeight();
        boolean swapped = exif > 4;
        var stored = new BufferedImage(swapped ? height : width, swapped ? width : height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < stored.getHeight(); y++) {
            for (int x = 0; x < stored.getWidth(); x++) {
                int across = swapped ? y : x;
                int down = swapped ? x : y;
                boolean fromRight = exif == 2 || exif == 3 || exif == 6 || exif == 7;
                boolean fromBottom = exif == 3 || exif == 4 || exif == 7 || exif == 8;
                int seenX = fromRight ? width - 1 - across : across;
                int seenY = fromBottom ? height - 1 - down : down;
                stored.setRGB(x, y, upright.getRGB(seenX, seenY));
            }
        }
        return stored;
    }
}

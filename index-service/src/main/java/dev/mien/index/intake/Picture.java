package dev.mien.index.intake;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * Decoded pixels, seen upright. Closing overwrites and frees them. One thread at a time; not to be used after closing.
 * It prints nothing of what it shows.
 */
public final class Picture implements AutoCloseable {
    private final Header header;
    private final int reduction;
    private final int storedWidth;
    private final int storedHeight;
    private PIX pix;
    private IntBuffer pixels;

    Picture(PIX pix, Header header, int reduction) {
        this.pix = pix;
        this.header = header;
        this.reduction = reduction;
        this.storedWidth = leptonica.pixGetWidth(pix);
        this.storedHeight = leptonica.pixGetHeight(pix);
        var data = leptonica.pixGetData(pix);
        data.capacity((long) storedWidth * storedHeight);
        this.pixels = data.asBuffer();
    }

    /** Pixels from left to right, upright. */
    public int width() {
        return header.orientation().swapsSides() ? storedHeight : storedWidth;
    }

    /** Pixels from top to bottom, upright. */
    public int height() {
        return header.orientation().swapsSides() ? storedWidth : storedHeight;
    }

    /** How many times smaller than sent it was decoded: 1, 2, 4 or 8. */
    public int reduction() {
        return reduction;
    }

    /**
     * Draws a part of the picture into a network's input; what lies outside the picture is black.
     *
     * @param gridToPicture from the grid's coordinates to this picture's upright ones
     * @param target takes three planes, one after the other, from {@code offset} on
     */
    public void draw(Grid grid, Affine gridToPicture, FloatBuffer target, int offset) {
        if (pixels == null) {
            throw new IllegalStateException("the picture was closed");
        }
        Affine toStored = gridToPicture.then(header.orientation().toStored(storedWidth, storedHeight));
        new Sampler(pixels, storedWidth, storedHeight).draw(grid, toStored, target, offset);
    }

    @Override
    public void close() {
        if (pix != null) {
            pixels = null;
            Leptonica.destroy(pix);
            pix = null;
        }
    }

    @Override
    public String toString() {
        return "Picture[" + width() + "x" + height() + ", REDACTED]";
    }
}

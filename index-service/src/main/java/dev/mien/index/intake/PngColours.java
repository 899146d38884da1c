package dev.mien.index.intake;

import java.util.zip.DataFormatException;

/** Makes colours of a row's samples: any kind, any depth, to eight bits each of red, green and blue. */
final class PngColours {
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int OPAQUE = 0xff;

    private final int kind;
    private final int depth;
    private final int samples;
    private final int[] palette;

    /**
     * @param colours the body of PLTE, empty where there is none
     * @param transparency the body of tRNS of a palette, likewise
     */
    PngColours(int kind, int depth, Bytes colours, Bytes transparency) {
        this.kind = kind;
        this.depth = depth;
        this.samples = kind == GREY || kind == PALETTE ? 1 : kind == GREY_ALPHA ? 2 : kind == RGB ? 3 : 4;
        this.palette = new int[kind == PALETTE ? colours.length() / 3 : 0];
        for (int i = 0; i < palette.length; i++) {
            int alpha = i < transparency.length() ? transparency.u8(i) : OPAQUE;
            palette[i] = onWhite(colours.u8(3L * i), colours.u8(3L * i + 1), colours.u8(3L * i + 2), alpha);
        }
    }

    /** Of a row of so many pixels. */
    int bytes(int pixels) {
        return (int) Math.ceilDiv((long) pixels * samples * depth, 8L);
    }

    /** Bytes from one pixel to the next, at least one. */
    int step() {
        return Math.max(1, samples * depth / 8);
    }

    /** @throws DataFormatException when a pixel names a colour that the palette has not */
    void convert(byte[] row, int pixels, int[] line) throws DataFormatException {
        if (depth < 8) {
            convertPacked(row, pixels, line);
            return;
        }
        int sample = depth / 8;
        int step = step();
        for (int x = 0, at = 0; x < pixels; x++, at += step) {
            int first = row[at] & 0xff;
            line[x] = switch (kind) {
                case GREY -> first * 0x01010100;
                case PALETTE -> colour(first);
                case GREY_ALPHA -> onWhite(first, first, first, row[at + sample] & 0xff);
                case RGB -> first << 24 | (row[at + sample] & 0xff) << 16 | (row[at + 2 * sample] & 0xff) << 8;
                default ->
                    onWhite(first, row[at + sample] & 0xff, row[at + 2 * sample] & 0xff, row[at + 3 * sample] & 0xff);
            };
        }
    }

    private void convertPacked(byte[] row, int pixels, int[] line) throws DataFormatException {
        int most = (1 << depth) - 1;
        for (int x = 0; x < pixels; x++) {
            int bit = x * depth;
            int value = row[bit >> 3] >> (8 - depth - (bit & 7)) & most;
            line[x] = kind == PALETTE ? colour(value) : value * 255 / most * 0x01010100;
        }
    }

    private int colour(int index) throws DataFormatException {
        if (index >= palette.length) {
            throw new DataFormatException("the palette has no such colour");
        }
        return palette[index];
    }

    private static int onWhite(int red, int green, int blue, int alpha) {
        return over(red, alpha) << 24 | over(green, alpha) << 16 | over(blue, alpha) << 8;
    }

    private static int over(int colour, int alpha) {
        return (colour * alpha + 255 * (255 - alpha)) / 255;
    }
}

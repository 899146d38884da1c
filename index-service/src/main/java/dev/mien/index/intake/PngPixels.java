package dev.mien.index.intake;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * Makes pixels of a PNG (ISO/IEC 15948), row by row. A reader of our own, over the JDK's zlib: libpng keeps all rows
 * beside the pixels and frees them as they are, so a whole face stayed in memory that was nobody's any more, and took
 * three times the memory. What is see-through lies on white.
 */
final class PngPixels implements AutoCloseable {
    /** Where each pass begins, and its steps. */
    private static final int[][] INTERLACED = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] STRAIGHT = {{0, 0, 1, 1}};

    private final PngData data;
    private final int width;
    private final int height;
    private final PngColours colours;
    private final int[][] passes;
    private byte[] row;
    private byte[] above;
    private final int[] line;

    private PngPixels(Header header, byte[] file) {
        Bytes bytes = Bytes.all(file);
        this.data = new PngData(file);
        this.width = header.width();
        this.height = header.height();
        this.colours = new PngColours(bytes.u8(25), bytes.u8(24), data.chunk("PLTE"), data.chunk("tRNS"));
        this.passes = bytes.u8(28) == 0 ? STRAIGHT : INTERLACED;
        this.row = new byte[colours.bytes(width)];
        this.above = new byte[row.length];
        this.line = new int[width];
    }

    /** @return null when the data is damaged or incomplete */
    static PIX decode(Header header) {
        byte[] file = header.essence().toArray();
        try (var pixels = new PngPixels(header, file)) {
            return pixels.decode();
        } finally {
            Arrays.fill(file, (byte) 0);
        }
    }

    private PIX decode() {
        if (!data.isSound()) {
            return null;
        }
        PIX pix = leptonica.pixCreate(width, height, Leptonica.DEPTH_BITS);
        if (pix == null) {
            return null;
        }
        var memory = leptonica.pixGetData(pix);
        memory.capacity((long) width * height);
        try {
            IntBuffer target = memory.asBuffer();
            for (int[] pass : passes) {
                draw(pass, target);
            }
            data.finish();
            return pix;
        } catch (DataFormatException damaged) {
            Leptonica.destroy(pix);
            return null;
        }
    }

    private void draw(int[] pass, IntBuffer target) throws DataFormatException {
        int columns = Math.ceilDiv(width - pass[0], pass[2]);
        if (columns <= 0) {
            return;
        }
        int length = colours.bytes(columns);
        Arrays.fill(above, (byte) 0);
        for (int y = pass[1]; y < height; y += pass[3]) {
            int filter = data.read();
            data.read(row, length);
            PngFilter.undo(filter, row, above, length, colours.step());
            colours.convert(row, columns, line);
            if (pass[2] == 1) {
                target.put(y * width, line, 0, width);
            } else {
                for (int i = 0, x = pass[0]; x < width; i++, x += pass[2]) {
                    target.put(y * width + x, line[i]);
                }
            }
            byte[] swap = above;
            above = row;
            row = swap;
        }
    }

    @Override
    public void close() {
        data.close();
        Arrays.fill(row, (byte) 0);
        Arrays.fill(above, (byte) 0);
        Arrays.fill(line, 0);
    }
}

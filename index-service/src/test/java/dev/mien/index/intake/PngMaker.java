package dev.mien.index.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes PNGs of every kind that the format knows, and of kinds that it does not. */
final class PngMaker {
    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;
    static final int RGBA = 6;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** Where each pass begins, and its steps (ISO/IEC 15948, 8.2). */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] STRAIGHT = {{0, 0, 1, 1}};

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    PngMaker() {
        file.writeBytes(SIGNATURE);
    }

    /**
     * @param argb the pixel at (x, y); a palette holds the colours in the order in which they are met
     */
    static byte[] picture(int width, int height, int colours, int depth, boolean interlaced, IntBinaryOperator argb) {
        var png = new PngMaker().header(width, height, colours, depth, interlaced);
        var palette = new ByteArrayOutputStream();
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            for (int[] pass : interlaced ? ADAM7 : STRAIGHT) {
                for (int y = pass[1]; y < height; y += pass[3]) {
                    var row = new Row();
                    for (int x = pass[0]; x < width; x += pass[2]) {
                        row.pixel(argb.applyAsInt(x, y), colours, depth, palette);
                    }
                    row.writeTo(deflater);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (colours == PALETTE) {
            png.chunk("PLTE", palette.toByteArray());
        }
        return png.chunk("IDAT", packed.toByteArray())
                .chunk("IEND", new byte[0])
                .bytes();
    }

    /** A square of RGB whose rows are all filtered in one way, as the standard's clause 9 words it. */
    static byte[] filtered(int side, int filter, IntBinaryOperator argb) {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            for (int y = 0; y < side; y++) {
                deflater.write(filter);
                for (int x = 0; x < side; x++) {
                    for (int shift = 16; shift >= 0; shift -= 8) {
                        int a = x == 0 ? 0 : argb.applyAsInt(x - 1, y) >> shift & 0xff;
                        int b = y == 0 ? 0 : argb.applyAsInt(x, y - 1) >> shift & 0xff;
                        int c = x == 0 || y == 0 ? 0 : argb.applyAsInt(x - 1, y - 1) >> shift & 0xff;
                        int p = a + b - c;
                        int pa = Math.abs(p - a);
                        int pb = Math.abs(p - b);
                        int pc = Math.abs(p - c);
                        int predicted = switch (filter) {
                            case 1 -> a;
                            case 2 -> b;
                            case 3 -> (a + b) / 2;
                            default -> pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
                        };
                        deflater.write((argb.applyAsInt(x, y) >> shift) - predicted);
                    }
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new PngMaker()
                .header(side, side, RGB, 8, false)
                .chunk("IDAT", packed.toByteArray())
                .chunk("IEND", new byte[0])
                .bytes();
    }

    PngMaker header(int width, int height, int colours, int depth, boolean interlaced) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {(byte) depth, (byte) colours, 0, 0, (byte) (interlaced ? 1 : 0)})
                        .array());
    }

    PngMaker chunk(String type, byte[] body) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
        file.writeBytes(name);
        file.writeBytes(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        return this;
    }

    byte[] bytes() {
        return file.toByteArray();
    }

    /** The picture with a chunk more, right after its header. */
    static byte[] with(byte[] png, String type, byte[] body) {
        var maker = new PngMaker();
        maker.file.reset();
        maker.file.write(png, 0, SIGNATURE.length + 25);
        maker.chunk(type, body);
        maker.file.write(png, SIGNATURE.length + 25, png.length - SIGNATURE.length - 25);
        return maker.bytes();
    }

    /** Samples, packed from the highest bit on. */
    private static final class Row {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int held;
        private int bits;

        void pixel(int argb, int colours, int depth, ByteArrayOutputStream palette) {
            switch (colours) {
                case PALETTE -> sample(index(argb, palette), depth);
                case GREY -> sample(scaled(argb >> 8, depth), depth);
                case GREY_ALPHA -> {
                    sample(scaled(argb >> 8, depth), depth);
                    sample(scaled(argb >>> 24, depth), depth);
                }
                default -> {
                    for (int shift = 16; shift >= 0; shift -= 8) {
                        sample(scaled(argb >> shift, depth), depth);
                    }
                    if (colours == RGBA) {
                        sample(scaled(argb >>> 24, depth), depth);
                    }
                }
            }
        }

        private static int scaled(int value, int depth) {
            return depth == 16 ? (value & 0xff) * 257 : (value & 0xff) >> (8 - depth);
        }

        private static int index(int argb, ByteArrayOutputStream palette) {
            byte[] known = palette.toByteArray();
            for (int i = 0; i < known.length; i += 3) {
                if (known[i] == (byte) (argb >> 16)
                        && known[i + 1] == (byte) (argb >> 8)
                        && known[i + 2] == (byte) argb) {
                    return i / 3;
                }
            }
            palette.writeBytes(new byte[] {(byte) (argb >> 16), (byte) (argb >> 8), (byte) argb});
            return known.length / 3;
        }

        private void sample(int value, int depth) {
            held = held << depth | value;
            bits += depth;
            while (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits);
            }
        }

        void writeTo(DeflaterOutputStream deflater) throws IOException {
            if (bits > 0) {
                bytes.write(held << (8 - bits));
            }
            if (bytes.size() > 0) {
                deflater.write(0);
                bytes.writeTo(deflater);
            }
        }
    }
}

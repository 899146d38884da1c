package dev.mien.index.intake;

import dev.mien.index.intake.Header.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Walks the chunks of a WebP (RFC 9649), and keeps what makes pixels: the bitstream, and the transparency of a lossy
 * one. The size is the bitstream's own; a canvas of another size is refused.
 */
final class WebpHeader {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int CANVAS_BYTES = 10;
    private static final int ANIMATED = 0x02;
    private static final int TRANSPARENT = 0x10;
    private static final int LOSSLESS_SIGNATURE = 0x2f;
    private static final int SIDE_BITS = 0x3fff;

    private final Bytes bytes;
    private Orientation orientation = Orientation.UPRIGHT;
    private Optional<Bytes> canvas = Optional.empty();
    private Optional<Bytes> alpha = Optional.empty();
    private Optional<Bytes> picture = Optional.empty();

    private WebpHeader(Bytes bytes) {
        this.bytes = bytes;
    }

    static Outcome read(Bytes bytes) {
        long riff = CHUNK_HEADER_BYTES + bytes.u32(4, true);
        return riff > bytes.length()
                ? Header.broken("the WebP ends before its end")
                : new WebpHeader(bytes.part(0, riff)).walk();
    }

    private Outcome walk() {
        long at = FIRST_CHUNK;
        for (int chunks = 0; at < bytes.length(); chunks++) {
            long length = bytes.u32(at + 4, true);
            if (bytes.length() < at + CHUNK_HEADER_BYTES + length) {
                return Header.broken("a WebP chunk is cut off");
            }
            if (chunks == Bounds.SEGMENTS_MAX) {
                return Header.unsupported("WebP of more than " + Bounds.SEGMENTS_MAX + " chunks");
            }
            keep(bytes.part(at, CHUNK_HEADER_BYTES + length));
            if (animated()) {
                return Header.unsupported("Animated WebP");
            }
            at += CHUNK_HEADER_BYTES + length + (length & 1);
        }
        return picture.map(this::measure).orElseGet(() -> Header.broken("the WebP has no picture in it"));
    }

    private void keep(Bytes chunk) {
        if (chunk.is(0, "VP8X") && canvas.isEmpty()) {
            canvas = Optional.of(chunk);
        } else if (chunk.is(0, "ALPH") && alpha.isEmpty() && picture.isEmpty()) {
            alpha = Optional.of(chunk);
        } else if ((chunk.is(0, "VP8 ") || chunk.is(0, "VP8L")) && picture.isEmpty()) {
            picture = Optional.of(chunk);
        } else if (chunk.is(0, "EXIF")) {
            Bytes block = chunk.part(CHUNK_HEADER_BYTES, chunk.length());
            // Some writers keep the prefix that only JPEG asks for.
            orientation = ExifOrientation.read(block.is(0, "Exif\0\0") ? block.part(6, block.length()) : block);
        }
    }

    private boolean animated() {
        return canvas.filter(chunk -> (chunk.u8(CHUNK_HEADER_BYTES) & ANIMATED) != 0)
                .isPresent();
    }

    private Outcome measure(Bytes chunk) {
        Bytes body = chunk.part(CHUNK_HEADER_BYTES, chunk.length());
        boolean lossy = chunk.is(0, "VP8 ");
        long packed = body.u32(1, true);
        int width = lossy ? body.u16(6, true) & SIDE_BITS : 1 + (int) (packed & SIDE_BITS);
        int height = lossy ? body.u16(8, true) & SIDE_BITS : 1 + (int) (packed >> 14 & SIDE_BITS);
        boolean begins = lossy
                ? (body.u8(0) & 1) == 0 && body.u8(3) == 0x9d && body.u8(4) == 0x01 && body.u8(5) == 0x2a
                : body.u8(0) == LOSSLESS_SIGNATURE;
        if (!begins || width == 0 || height == 0) {
            return Header.broken("the WebP's picture does not begin as one");
        }
        if (canvas.isPresent() && !sized(canvas.get(), width, height)) {
            return Header.broken("the WebP's canvas is not as large as its picture");
        }
        return Header.whole(Format.WEBP, width, height, orientation, essence(chunk, lossy, width, height));
    }

    private static boolean sized(Bytes canvas, int width, int height) {
        return 1 + u24(canvas, CHUNK_HEADER_BYTES + 4) == width && 1 + u24(canvas, CHUNK_HEADER_BYTES + 7) == height;
    }

    /** A file with one picture in it, and a canvas only where transparency asks for one. */
    private Essence essence(Bytes chunk, boolean lossy, int width, int height) {
        boolean layered = lossy && canvas.isPresent() && alpha.isPresent();
        long length = 4 + padded(chunk);
        if (layered) {
            length += CHUNK_HEADER_BYTES + CANVAS_BYTES + padded(alpha.get());
        }
        Essence essence = new Essence().add(name("RIFF")).add(little(length, 4)).add(name("WEBP"));
        if (layered) {
            essence.add(name("VP8X")).add(little(CANVAS_BYTES, 4)).add(little(TRANSPARENT, 4));
            essence.add(little(width - 1, 3)).add(little(height - 1, 3));
            add(essence, alpha.get());
        }
        add(essence, chunk);
        return essence;
    }

    private static void add(Essence essence, Bytes chunk) {
        essence.add(chunk).add(new byte[(int) (padded(chunk) - chunk.length())]);
    }

    private static long padded(Bytes chunk) {
        return chunk.length() + (chunk.length() & 1);
    }

    private static byte[] name(String chunk) {
        return chunk.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] little(long value, int bytes) {
        byte[] written = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            written[i] = (byte) (value >> 8 * i);
        }
        return written;
    }

    private static int u24(Bytes bytes, long at) {
        return bytes.u16(at, true) | bytes.u8(at + 2) << 16;
    }
}

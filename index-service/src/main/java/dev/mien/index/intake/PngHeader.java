package dev.mien.index.intake;

import dev.mien.index.intake.Header.Outcome;

/**
 * Walks the chunks of a PNG up to its end, and keeps what makes pixels: header, palette, its transparency, data.
 * Nothing else of it is unpacked: a thousand compressed texts would each take eight megabytes.
 */
final class PngHeader {
    private static final int SIGNATURE_BYTES = 8;
    private static final int CHUNK_FRAME_BYTES = 12;
    private static final int HEADER_BYTES = 13;
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int ALPHA = 4;

    /** A chunk whose name begins with a small letter may be ignored by whoever does not know it. */
    private static final int ANCILLARY = 0x20;

    private final Bytes bytes;
    private final Essence essence = new Essence();
    private Orientation orientation = Orientation.UPRIGHT;

    private PngHeader(Bytes bytes) {
        this.bytes = bytes;
    }

    static Outcome read(Bytes bytes) {
        if (!bytes.is(SIGNATURE_BYTES + 4, "IHDR") || bytes.u32(SIGNATURE_BYTES, false) != HEADER_BYTES) {
            return Header.broken("the PNG does not begin with its header");
        }
        long width = bytes.u32(16, false);
        long height = bytes.u32(20, false);
        if (width == 0 || height == 0) {
            return Header.broken("the PNG has no possible size");
        }
        int depth = bytes.u8(24);
        int samples = samples(bytes.u8(25));
        if (samples == 0 || !isDepth(bytes.u8(25), depth) || bytes.u16(26, false) != 0 || bytes.u8(28) > 1) {
            return Header.broken("the PNG's header is none that there is");
        }
        // Before the rest is looked at, so that what is too large is called that, whatever else it is.
        long most = Math.min(Bounds.WHOLE_PIXELS_MAX, Bounds.PNG_UNPACKED_BYTES_MAX * 8 / (samples * depth));
        return Bounds.refusal(width, height, most)
                .<Outcome>map(Outcome.Unreadable::new)
                .orElseGet(() -> new PngHeader(bytes).walk((int) width, (int) height));
    }

    /** Of one pixel; 0 for a kind of colours that there is not. */
    private static int samples(int colours) {
        return switch (colours) {
            case GREY, PALETTE -> 1;
            case GREY | ALPHA -> 2;
            case RGB -> 3;
            case RGB | ALPHA -> 4;
            default -> 0;
        };
    }

    private static boolean isDepth(int colours, int depth) {
        return switch (colours) {
            case GREY -> Integer.bitCount(depth) == 1 && depth <= 16;
            case PALETTE -> Integer.bitCount(depth) == 1 && depth <= 8;
            default -> depth == 8 || depth == 16;
        };
    }

    private Outcome walk(int width, int height) {
        long at = SIGNATURE_BYTES + CHUNK_FRAME_BYTES + HEADER_BYTES;
        essence.add(bytes.part(0, at));
        // A palette where there is none to choose from is a suggestion, and one colour that is see-through a rarity:
        // both are left out.
        boolean palette = bytes.u8(25) == PALETTE;
        for (int chunks = 0; chunks < Bounds.SEGMENTS_MAX; chunks++) {
            long length = bytes.u32(at, false);
            if (bytes.length() < at + CHUNK_FRAME_BYTES + length) {
                return Header.broken("the PNG ends before its end");
            }
            Bytes chunk = bytes.part(at, CHUNK_FRAME_BYTES + length);
            if (chunk.is(4, "IEND")) {
                return Header.whole(Format.PNG, width, height, orientation, essence.add(chunk));
            }
            boolean colours = chunk.is(4, "PLTE");
            if (chunk.is(4, "IDAT") || palette && (colours || chunk.is(4, "tRNS"))) {
                essence.add(chunk);
            } else if (chunk.is(4, "eXIf")) {
                orientation = ExifOrientation.read(chunk.part(8, length));
            } else if (chunk.is(4, "acTL") && chunk.u32(8, false) > 1) {
                return Header.unsupported("Animated PNG");
            } else if (!colours && (chunk.u8(4) & ANCILLARY) == 0) {
                return Header.broken("the PNG has a chunk that nobody knows");
            }
            at += chunk.length();
        }
        return Header.unsupported("PNG of more than " + Bounds.SEGMENTS_MAX + " chunks");
    }
}

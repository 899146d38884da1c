package dev.mien.index.intake;

import dev.mien.index.intake.Header.Outcome;
import dev.mien.index.intake.Header.Outcome.Read;
import dev.mien.index.intake.Header.Outcome.Unreadable;

/** Reads size, orientation and whether it moves from the chunks of a WebP (RFC 9649). */
final class WebpHeader {
    private static final int FIRST_CHUNK = 12;
    private static final int ANIMATED = 0x02;

    private WebpHeader() {}

    static Outcome read(Bytes bytes) {
        Bytes body = bytes.part(FIRST_CHUNK + 8, bytes.length());
        if (bytes.is(FIRST_CHUNK, "VP8X")) {
            if ((body.u8(0) & ANIMATED) != 0) {
                return new Unreadable(Refusal.unsupported("Animated WebP"));
            }
            return size(1 + u24(body, 4), 1 + u24(body, 7), orientation(bytes));
        }
        if (bytes.is(FIRST_CHUNK, "VP8 ")) {
            return size(body.u16(6, true) & 0x3fff, body.u16(8, true) & 0x3fff, Orientation.UPRIGHT);
        }
        if (bytes.is(FIRST_CHUNK, "VP8L")) {
            long packed = body.u32(1, true);
            return size(1 + (int) (packed & 0x3fff), 1 + (int) (packed >> 14 & 0x3fff), Orientation.UPRIGHT);
        }
        return new Unreadable(Refusal.broken("the WebP has no picture in it"));
    }

    private static Outcome size(int width, int height, Orientation orientation) {
        if (width == 0 || height == 0) {
            return new Unreadable(Refusal.broken("the WebP has no size"));
        }
        return new Read(new Header(Format.WEBP, width, height, orientation, false));
    }

    private static int u24(Bytes bytes, long at) {
        return bytes.u16(at, true) | bytes.u8(at + 2) << 16;
    }

    private static Orientation orientation(Bytes bytes) {
        long at = FIRST_CHUNK;
        for (int chunks = 0; chunks < Bounds.SEGMENTS_MAX && at < bytes.length(); chunks++) {
            long length = bytes.u32(at + 4, true);
            if (bytes.is(at, "EXIF")) {
                Bytes block = bytes.part(at + 8, length);
                // Some writers keep the prefix that only JPEG asks for.
                return ExifOrientation.read(block.is(0, "Exif\0\0") ? block.part(6, length) : block);
            }
            at += 8 + length + (length & 1);
        }
        return Orientation.UPRIGHT;
    }
}

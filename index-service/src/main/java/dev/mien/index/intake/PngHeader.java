package dev.mien.index.intake;

import dev.mien.index.intake.Header.Outcome;
import dev.mien.index.intake.Header.Outcome.Read;
import dev.mien.index.intake.Header.Outcome.Unreadable;

/** Reads the size of a PNG from its first chunk and the orientation from its eXIf chunk, where it has one. */
final class PngHeader {
    private static final int SIGNATURE_BYTES = 8;
    private static final int CHUNK_FRAME_BYTES = 12;

    private PngHeader() {}

    static Outcome read(Bytes bytes) {
        if (!bytes.is(SIGNATURE_BYTES + 4, "IHDR") || bytes.u32(SIGNATURE_BYTES, false) != 13) {
            return new Unreadable(Refusal.broken("the PNG does not begin with its header"));
        }
        long width = bytes.u32(16, false);
        long height = bytes.u32(20, false);
        if (width == 0 || height == 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            return new Unreadable(Refusal.broken("the PNG has no possible size"));
        }
        return new Read(new Header(Format.PNG, (int) width, (int) height, orientation(bytes), false));
    }

    private static Orientation orientation(Bytes bytes) {
        long at = SIGNATURE_BYTES;
        for (int chunks = 0; chunks < Bounds.SEGMENTS_MAX && at < bytes.length(); chunks++) {
            long length = bytes.u32(at, false);
            if (bytes.is(at + 4, "eXIf")) {
                return ExifOrientation.read(bytes.part(at + 8, length));
            }
            at += CHUNK_FRAME_BYTES + length;
        }
        return Orientation.UPRIGHT;
    }
}

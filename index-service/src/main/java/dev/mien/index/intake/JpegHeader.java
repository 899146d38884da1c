package dev.mien.index.intake;

import dev.mien.index.intake.Header.Outcome;
import dev.mien.index.intake.Header.Outcome.Read;
import dev.mien.index.intake.Header.Outcome.Unreadable;

/** Walks the segments of a JPEG up to its first scan; of a progressive one it counts the scans, too. */
final class JpegHeader {
    private static final int SOF0 = 0xc0;
    private static final int SOF2 = 0xc2;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int SOF15 = 0xcf;
    private static final int SOS = 0xda;
    private static final int APP1 = 0xe1;

    private final Bytes bytes;
    private Orientation orientation = Orientation.UPRIGHT;
    private Header header;

    private JpegHeader(Bytes bytes) {
        this.bytes = bytes;
    }

    static Outcome read(Bytes bytes) {
        return new JpegHeader(bytes).walk();
    }

    private Outcome walk() {
        long at = 2;
        for (int segments = 0; segments < Bounds.SEGMENTS_MAX && at < bytes.length(); segments++) {
            if (bytes.u8(at) != 0xff) {
                return new Unreadable(Refusal.broken("a JPEG segment does not begin where it should"));
            }
            while (bytes.u8(at + 1) == 0xff) {
                at++;
            }
            int marker = bytes.u8(at + 1);
            if (marker == SOS) {
                return finish(at);
            }
            Bytes body = bytes.part(at + 4, bytes.u16(at + 2, false) - 2L);
            if (isFrame(marker)) {
                Outcome frame = frame(marker, body);
                if (frame instanceof Unreadable) {
                    return frame;
                }
            } else if (marker == APP1 && body.is(0, "Exif\0\0")) {
                orientation = ExifOrientation.read(body.part(6, body.length()));
            }
            at += 2 + Math.max(2, bytes.u16(at + 2, false));
        }
        return new Unreadable(Refusal.broken("the JPEG has no pixels"));
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    private Outcome frame(int marker, Bytes body) {
        if (marker > SOF2) {
            return new Unreadable(Refusal.unsupported("Lossless, hierarchical or arithmetic JPEG"));
        }
        if (body.u8(0) != 8) {
            return new Unreadable(Refusal.unsupported("JPEG of other than 8 bits"));
        }
        int height = body.u16(1, false);
        int width = body.u16(3, false);
        header = new Header(Format.JPEG, width, height, Orientation.UPRIGHT, marker != SOF2);
        return new Read(header);
    }

    private Outcome finish(long firstScan) {
        if (header == null || header.width() == 0 || header.height() == 0) {
            return new Unreadable(Refusal.broken("the JPEG has no size"));
        }
        if (!header.streamed() && scans(firstScan) > Bounds.JPEG_SCANS_MAX) {
            return new Unreadable(Refusal.unsupported("JPEG of more than " + Bounds.JPEG_SCANS_MAX + " scans"));
        }
        return new Read(new Header(Format.JPEG, header.width(), header.height(), orientation, header.streamed()));
    }

    /** Entropy-coded data stuffs a zero after each 0xff, so the marker is found by looking for its two bytes. */
    private int scans(long firstScan) {
        int scans = 0;
        for (long at = firstScan; at + 1 < bytes.length(); at++) {
            if (bytes.u8(at) == 0xff && bytes.u8(at + 1) == SOS) {
                scans++;
            }
        }
        return scans;
    }
}

package dev.mien.index.intake;

import dev.mien.index.intake.Header.Outcome;
import dev.mien.index.intake.Header.Outcome.Read;
import java.util.Optional;

/**
 * Walks the segments and scans of a JPEG up to its end, and keeps what makes pixels: frame, tables, scans, and the two
 * application segments that tell which colours are meant. Stricter than any codec: where a codec would skip odd bytes
 * in search of the next segment, it is refused, so that both always read the same segments.
 */
final class JpegHeader {
    private static final int SOF0 = 0xc0;
    private static final int SOF2 = 0xc2;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int SOF15 = 0xcf;
    private static final int RST0 = 0xd0;
    private static final int RST7 = 0xd7;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DQT = 0xdb;
    private static final int DRI = 0xdd;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;

    private static final byte[] START = {(byte) 0xff, (byte) SOI};
    private static final byte[] END = {(byte) 0xff, (byte) EOI};

    /** Version 1.1, no density, no thumbnail. */
    private static final byte[] JFIF = {
        (byte) 0xff, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    private final Bytes bytes;
    private final Essence essence = new Essence().add(START);
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean oriented;
    private int frame;
    private int width;
    private int height;
    private int components;
    private int scans;
    private boolean interleaved;

    private JpegHeader(Bytes bytes) {
        this.bytes = bytes;
    }

    static Outcome read(Bytes bytes) {
        return new JpegHeader(bytes).walk();
    }

    private Outcome walk() {
        long at = START.length;
        for (int segments = 0; segments < Bounds.SEGMENTS_MAX; segments++) {
            while (bytes.u8(at) == 0xff && bytes.u8(at + 1) == 0xff) {
                at++;
            }
            int marker = bytes.u8(at + 1);
            if (bytes.u8(at) != 0xff || bytes.length() < at + 2) {
                return Header.broken(
                        at < bytes.length()
                                ? "a JPEG segment does not begin where it should"
                                : "the JPEG ends before its end");
            }
            if (marker == EOI) {
                return finish();
            }
            int length = bytes.u16(at + 2, false);
            if (standsAlone(marker) || length < 2 || bytes.length() < at + 2 + length) {
                return Header.broken("a JPEG segment is cut off, or is where it may not be");
            }
            Optional<Outcome> refused = segment(marker, bytes.part(at, 2L + length));
            if (refused.isPresent()) {
                return refused.get();
            }
            at += 2L + length;
            if (marker == SOS) {
                long end = bytes.indexOfMarker(at);
                if (end < 0) {
                    return Header.broken("the JPEG ends within its pixels");
                }
                essence.add(bytes.part(at, end - at));
                if (streamed()) {
                    return finish();
                }
                at = end;
            }
        }
        return Header.unsupported("JPEG of more than " + Bounds.SEGMENTS_MAX + " segments");
    }

    /** Empty when the walk can go on. */
    private Optional<Outcome> segment(int marker, Bytes segment) {
        Bytes body = segment.part(4, segment.length());
        switch (marker) {
            case DHT, DQT, DRI -> essence.add(segment);
            case APP0 -> {
                if (body.is(0, "JFIF\0")) {
                    essence.add(JFIF);
                }
            }
            case APP1 -> orient(body);
            case APP14 -> {
                if (body.is(0, "Adobe")) {
                    essence.add(segment);
                }
            }
            case SOS -> {
                essence.add(segment);
                return scan(body);
            }
            default -> {
                if (isFrame(marker)) {
                    essence.add(segment);
                    return frame(marker, body);
                }
            }
        }
        return Optional.empty();
    }

    private void orient(Bytes body) {
        if (!oriented && body.is(0, "Exif\0\0")) {
            oriented = true;
            orientation = ExifOrientation.read(body.part(6, body.length()));
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    /** Those that have no length: reading one would part us from the codec. */
    private static boolean standsAlone(int marker) {
        return marker <= 1 || marker >= RST0 && marker <= RST7 || marker == SOI;
    }

    private Optional<Outcome> frame(int marker, Bytes body) {
        if (frame != 0) {
            return Optional.of(Header.broken("the JPEG has two frames in one picture"));
        }
        if (marker > SOF2) {
            return Optional.of(Header.unsupported("Lossless, hierarchical or arithmetic JPEG"));
        }
        if (body.u8(0) != 8) {
            return Optional.of(Header.unsupported("JPEG of other than 8 bits"));
        }
        frame = marker;
        height = body.u16(1, false);
        width = body.u16(3, false);
        components = body.u8(5);
        if (components != 1 && components != 3 && components != 4) {
            return Optional.of(Header.unsupported("JPEG of " + components + " colours"));
        }
        return width == 0 || height == 0 ? Optional.of(Header.broken("the JPEG has no size")) : Optional.empty();
    }

    private Optional<Outcome> scan(Bytes body) {
        if (frame == 0) {
            return Optional.of(Header.broken("the JPEG has a scan before its size"));
        }
        interleaved = scans == 0 && body.u8(0) == components;
        scans++;
        return scans > Bounds.JPEG_SCANS_MAX
                ? Optional.of(Header.unsupported("JPEG of more than " + Bounds.JPEG_SCANS_MAX + " scans"))
                : Optional.empty();
    }

    /** One scan holds everything: nothing that follows it matters, and the codec keeps a few rows at a time. */
    private boolean streamed() {
        return frame != SOF2 && interleaved && scans == 1;
    }

    private Outcome finish() {
        if (scans == 0) {
            return Header.broken("the JPEG has no pixels");
        }
        essence.add(END);
        return new Read(new Header(Format.JPEG, width, height, orientation, streamed(), scans, essence));
    }
}

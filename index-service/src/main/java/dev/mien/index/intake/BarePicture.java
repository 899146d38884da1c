package dev.mien.index.intake;

import java.util.Arrays;

/**
 * A picture as it may leave this process: the parts that make pixels and how they are turned, and nothing else that a
 * camera or an editor wrote into the file: no place, no time, no device, no thumbnail.
 */
public final class BarePicture {
    /** What Amazon Rekognition takes as bytes of one image. */
    public static final int BYTES_MAX = 5 * 1024 * 1024;

    private static final int START_BYTES = 2;

    private BarePicture() {}

    /** A picture, or why there is none. */
    public sealed interface Outcome {
        /**
         * JPEG or PNG.
         *
         * @param bytes the caller's to overwrite
         * @param width pixels, seen upright, as {@code height}
         */
        @SuppressWarnings("ArrayRecordComponent")
        record Bare(byte[] bytes, int width, int height) implements Outcome {}

        /** @param status the HTTP status that fits best */
        record Unfit(int status, String detail) implements Outcome {}
    }

    /** @param frame stays the caller's to close */
    public static Outcome of(Frame frame) {
        byte[] encoded = frame.bytes();
        Format format = Format.of(encoded).orElse(null);
        return switch (format) {
            case JPEG -> bare(JpegHeader.read(Bytes.all(encoded)));
            case PNG -> bare(PngHeader.read(Bytes.all(encoded)));
            case null -> new Outcome.Unfit(400, "This is not an image; send JPEG or PNG.");
            default -> new Outcome.Unfit(415, format.title() + " is not taken by this engine; send JPEG or PNG.");
        };
    }

    private static Outcome bare(Header.Outcome header) {
        return switch (header) {
            case Header.Outcome.Unreadable(Refusal refusal) ->
                new Outcome.Unfit(refusal.reason().status(), refusal.detail());
            case Header.Outcome.Read(Header read) -> bare(read);
        };
    }

    private static Outcome bare(Header header) {
        if (header.essence().length() + orientation(header.orientation()).length > BYTES_MAX) {
            return new Outcome.Unfit(
                    413, "The image has more than " + BYTES_MAX + " bytes; this engine takes no more.");
        }
        if (header.orientation() == Orientation.UPRIGHT) {
            return new Outcome.Bare(header.essence().toArray(), header.width(), header.height());
        }
        return header.format() == Format.JPEG
                ? turned(header)
                : new Outcome.Unfit(415, "A PNG has to be stored upright for this engine; send a JPEG.");
    }

    private static Outcome turned(Header header) {
        byte[] pixels = header.essence().toArray();
        byte[] turn = orientation(header.orientation());
        byte[] all = Arrays.copyOf(pixels, pixels.length + turn.length);
        System.arraycopy(turn, 0, all, START_BYTES, turn.length);
        System.arraycopy(pixels, START_BYTES, all, START_BYTES + turn.length, pixels.length - START_BYTES);
        Arrays.fill(pixels, (byte) 0);
        return header.orientation().swapsSides()
                ? new Outcome.Bare(all, header.height(), header.width())
                : new Outcome.Bare(all, header.width(), header.height());
    }

    /** An application segment of EXIF with the one tag 274 (TIFF 6.0, big-endian). */
    private static byte[] orientation(Orientation orientation) {
        return new byte[] {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) (orientation.ordinal() + 1),
            0,
            0,
            0,
            0,
            0,
            0
        };
    }
}

package dev.mien.index.intake;

import dev.mien.contracts.context.Policy;
import dev.mien.index.intake.Refusal.Reason;
import java.util.Optional;

/** Every bound on what a caller may have decoded. Held from the header, before pixels are allocated. */
public final class Bounds {
    /** Frames of one request. */
    public static final int FRAMES_MAX = Policy.MAXIMUM_FRAMES;

    /** Encoded bytes of one frame. */
    public static final int FRAME_BYTES_MAX = dev.mien.platform.multipart.Bounds.FRAME_BYTES;

    /** Longest side; also the format's own limit in WebP. */
    public static final int SIDE_MAX = 16_384;

    /**
     * Pixels of a baseline JPEG: it is decoded row by row, and at a reduced scale. Larger cameras exist, selfies do
     * not.
     */
    public static final long STREAMED_PIXELS_MAX = 50_000_000;

    /** Pixels where the codec must hold all of the picture at full scale: PNG, WebP, progressive JPEG. */
    public static final long WHOLE_PIXELS_MAX = 25_000_000;

    /**
     * Scans of a JPEG that has several, each of which costs a walk over all of its coefficients. Encoders use about
     * ten.
     */
    public static final int JPEG_SCANS_MAX = 64;

    /** Pixels of such a JPEG times its scans: what the walks cost together, however little is in each. */
    public static final long JPEG_SCANNED_PIXELS_MAX = 250_000_000;

    /**
     * What a PNG unpacks to: 25 megapixels of three bytes, or fewer where a pixel has more, because time goes by bytes.
     */
    public static final long PNG_UNPACKED_BYTES_MAX = 80_000_000;

    /** Segments or chunks of a file. */
    public static final int SEGMENTS_MAX = 16_384;

    /** Entries of the EXIF directory that are looked at. */
    public static final int EXIF_ENTRIES_MAX = 256;

    private Bounds() {}

    /** Empty when a picture of this size may be decoded, where {@code most} pixels may. */
    static Optional<Refusal> refusal(long width, long height, long most) {
        // Each side alone first: the product of two that are claimed may not fit a long.
        return width <= SIDE_MAX && height <= SIDE_MAX && width * height <= most
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.TOO_MANY_PIXELS,
                        "The image has %d×%d pixels; %d are allowed, and %d a side."
                                .formatted(width, height, most, SIDE_MAX)));
    }
}

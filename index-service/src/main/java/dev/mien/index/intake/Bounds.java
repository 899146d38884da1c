package dev.mien.index.intake;

import dev.mien.contracts.context.Policy;

/** Every bound on what a caller may have decoded. Held from the header, before pixels are allocated. */
public final class Bounds {
    /** Frames of one request. */
    public static final int FRAMES_MAX = Policy.MAXIMUM_FRAMES;

    /** Encoded bytes of one frame. */
    public static final int FRAME_BYTES_MAX = 12 * 1024 * 1024;

    /** Longest side; also the format's own limit in WebP. */
    public static final int SIDE_MAX = 16_384;

    /** Pixels of a baseline JPEG: it is decoded row by row, and at a reduced scale. Larger cameras exist, selfies do not. */
    public static final long STREAMED_PIXELS_MAX = 50_000_000;

    /** Pixels where the codec must hold all of the picture at full scale: PNG, WebP, progressive JPEG. */
    public static final long WHOLE_PIXELS_MAX = 25_000_000;

    /** Passes over a progressive JPEG, each of which costs a walk over all of its coefficients. Encoders use about ten. */
    public static final int JPEG_SCANS_MAX = 64;

    /** Segments or chunks that are looked at in search of size and orientation. */
    public static final int SEGMENTS_MAX = 4096;

    /** Entries of the EXIF directory that are looked at. */
    public static final int EXIF_ENTRIES_MAX = 256;

    private Bounds() {}
}

package dev.mien.index.intake;

import dev.mien.index.intake.DecodeOutcome.Decoded;
import dev.mien.index.intake.DecodeOutcome.Undecodable;
import dev.mien.index.intake.Refusal.Reason;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;

/**
 * The way in for pictures: known by content, measured by header, then decoded. Safe for many threads; a decode runs on the
 * thread that asks and holds at most {@link Bounds#STREAMED_PIXELS_MAX} pixels of four bytes.
 */
public final class Intake {
    /** What a frame of a camera at 720p has: every larger JPEG is decoded at a scale that keeps at least this. */
    public static final int LONG_SIDE_KEPT = 1280;

    private static final int REDUCTION_MAX = 8;

    private final Leptonica codecs = new Leptonica();
    private final Timer decodeTime = Timer.builder("mien.frame.decode")
            .description("Making pixels of one frame")
            .register(Metrics.globalRegistry);

    /**
     * Decodes a frame, at a reduced scale where its longer side stays at least {@code longSideKept} pixels.
     *
     * @param longSideKept {@link #LONG_SIDE_KEPT}, or more where the face turned out small
     */
    public DecodeOutcome decode(Frame frame, int longSideKept) {
        byte[] encoded = frame.bytes();
        if (encoded.length > Bounds.FRAME_BYTES_MAX) {
            return refused(Reason.TOO_MANY_BYTES, "The image has more than " + Bounds.FRAME_BYTES_MAX + " bytes.");
        }
        Optional<Format> format = Format.of(encoded);
        if (format.isEmpty()) {
            return refused(Reason.NOT_AN_IMAGE, "This is not an image; send JPEG, PNG or WebP.");
        }
        return switch (header(format.get(), Bytes.all(encoded))) {
            case Header.Outcome.Unreadable(Refusal refusal) -> new Undecodable(refusal);
            case Header.Outcome.Read(Header header) -> decode(encoded, header, longSideKept);
        };
    }

    private static Header.Outcome header(Format format, Bytes bytes) {
        return switch (format) {
            case JPEG -> JpegHeader.read(bytes);
            case PNG -> PngHeader.read(bytes);
            case WEBP -> WebpHeader.read(bytes);
            case HEIC, AVIF, GIF, TIFF, BMP, JPEG_XL, JPEG_2000 ->
                new Header.Outcome.Unreadable(Refusal.unsupported(format.title()));
        };
    }

    private DecodeOutcome decode(byte[] encoded, Header header, int longSideKept) {
        long most = header.streamed() ? Bounds.STREAMED_PIXELS_MAX : Bounds.WHOLE_PIXELS_MAX;
        if (header.pixels() > most || header.longSide() > Bounds.SIDE_MAX) {
            return refused(
                    Reason.TOO_MANY_PIXELS,
                    "The image has %d×%d pixels; %d are allowed, and %d a side."
                            .formatted(header.width(), header.height(), most, Bounds.SIDE_MAX));
        }
        int reduction = reduction(header, longSideKept);
        var pix = decodeTime.record(() -> codecs.decode(encoded, header.format(), reduction));
        return pix == null
                ? new Undecodable(Refusal.broken("its pixels cannot be decoded"))
                : new Decoded(new Picture(pix, header, reduction));
    }

    private static int reduction(Header header, int longSideKept) {
        int reduction = 1;
        while (header.format() == Format.JPEG
                && reduction < REDUCTION_MAX
                && header.longSide() / (2 * reduction) >= longSideKept) {
            reduction *= 2;
        }
        return reduction;
    }

    private static Undecodable refused(Reason reason, String detail) {
        return new Undecodable(new Refusal(reason, detail));
    }
}

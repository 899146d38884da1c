package dev.mien.index.intake;

import dev.mien.index.intake.DecodeOutcome.Decoded;
import dev.mien.index.intake.DecodeOutcome.Undecodable;
import dev.mien.index.intake.Refusal.Reason;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * The way in for pictures: known by content, measured by header, then decoded. Safe for many threads; a decode runs on
 * the thread that asks and holds at most {@link Bounds#STREAMED_PIXELS_MAX} pixels of four bytes.
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
            case Header.Outcome.Read(Header header) -> decode(header, longSideKept);
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

    private DecodeOutcome decode(Header header, int longSideKept) {
        Optional<Refusal> tooLarge = Bounds.refusal(header.width(), header.height(), pixelsMax(header));
        if (tooLarge.isPresent()) {
            return new Undecodable(tooLarge.get());
        }
        int reduction = reduction(header, longSideKept);
        PIX pix = decodeTime.record(() -> pixels(header, reduction));
        if (pix == null) {
            return new Undecodable(Refusal.broken("its pixels cannot be decoded"));
        }
        if (!isOf(header, pix, reduction)) {
            Leptonica.destroy(pix);
            return new Undecodable(Refusal.broken("it has another size than it says"));
        }
        return new Decoded(new Picture(pix, header, reduction));
    }

    private PIX pixels(Header header, int reduction) {
        return header.format() == Format.PNG ? PngPixels.decode(header) : codecs.decode(header, reduction);
    }

    private static long pixelsMax(Header header) {
        if (header.streamed()) {
            return Bounds.STREAMED_PIXELS_MAX;
        }
        return Math.min(Bounds.WHOLE_PIXELS_MAX, Bounds.JPEG_SCANNED_PIXELS_MAX / header.scans());
    }

    /** What was held against the bounds must be what was decoded. */
    private static boolean isOf(Header header, PIX pix, int reduction) {
        return leptonica.pixGetWidth(pix) == Math.ceilDiv(header.width(), reduction)
                && leptonica.pixGetHeight(pix) == Math.ceilDiv(header.height(), reduction)
                && leptonica.pixGetDepth(pix) == Leptonica.DEPTH_BITS;
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

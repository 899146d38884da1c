package dev.mien.index.intake;

import static org.bytedeco.leptonica.global.leptonica.pixAlphaBlendUniform;
import static org.bytedeco.leptonica.global.leptonica.pixClearAll;
import static org.bytedeco.leptonica.global.leptonica.pixConvertTo32;
import static org.bytedeco.leptonica.global.leptonica.pixDestroy;
import static org.bytedeco.leptonica.global.leptonica.pixGetDepth;
import static org.bytedeco.leptonica.global.leptonica.pixGetSpp;
import static org.bytedeco.leptonica.global.leptonica.pixReadMemJpeg;
import static org.bytedeco.leptonica.global.leptonica.pixReadMemWebP;
import static org.bytedeco.leptonica.global.leptonica.setMsgSeverity;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * The native decoders, of JPEG and WebP. Every pointer made here is overwritten and freed by hand, so JavaCPP's own
 * collector and its ceiling on the memory of the whole process (which counts other people's heaps, too) are switched
 * off.
 */
final class Leptonica {
    private static final int WHITE = 0xffffff00;
    static final int DEPTH_BITS = 32;
    /** Bytes of a pixel in a row as libjpeg makes it. */
    private static final int COLOURS = 3;

    private final ThreadLocal<RowPlaces> rows = ThreadLocal.withInitial(RowPlaces::new);

    Leptonica() {
        System.setProperty("org.bytedeco.javacpp.noPointerGC", "true");
        System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        setMsgSeverity(leptonica.L_SEVERITY_NONE);
        CodecMessages.silence();
    }

    /**
     * Decodes to 32 bits a pixel, red in the highest byte.
     *
     * @param reduction 1, 2, 4 or 8: how many times smaller; heeded for JPEG only
     * @return null when the codec found the data damaged or incomplete
     */
    PIX decode(Header header, int reduction) {
        Essence essence = header.essence();
        try (BytePointer bytes = new BytePointer(essence.length())) {
            try {
                essence.copyTo(bytes);
                PIX raw = read(bytes, header, reduction);
                return raw == null || raw.isNull() ? null : inColour(raw);
            } finally {
                Pointer.memset(bytes, 0, essence.length());
            }
        }
    }

    private PIX read(BytePointer bytes, Header header, int reduction) {
        return switch (header.format()) {
            case JPEG -> jpeg(bytes, header, reduction);
            case WEBP -> pixReadMemWebP(bytes, header.essence().length());
            case PNG, HEIC, AVIF, GIF, TIFF, BMP, JPEG_XL, JPEG_2000 ->
                throw new IllegalArgumentException("no decoder for " + header.format());
        };
    }

    private PIX jpeg(BytePointer bytes, Header header, int reduction) {
        // What a virtual thread would prepare, it would prepare for whoever is carried by the same thread next.
        if (!Thread.currentThread().isVirtual()) {
            rows.get().prepare(COLOURS * Math.ceilDiv(header.width(), reduction));
        }
        // Without the hint to continue, damaged data is an error, never a half-grey face.
        return pixReadMemJpeg(bytes, header.essence().length(), 0, reduction, null, 0);
    }

    /** Grey and transparent pictures become plain colour; what is see-through lies on white. */
    private static PIX inColour(PIX raw) {
        if (pixGetDepth(raw) != DEPTH_BITS) {
            return replaced(raw, pixConvertTo32(raw));
        }
        return pixGetSpp(raw) == 4 ? replaced(raw, pixAlphaBlendUniform(raw, WHITE)) : raw;
    }

    private static PIX replaced(PIX old, PIX fresh) {
        destroy(old);
        return fresh == null || fresh.isNull() ? null : fresh;
    }

    /** Overwrites the pixels, then frees them. */
    static void destroy(PIX pix) {
        pixClearAll(pix);
        pixDestroy(pix);
    }
}

package dev.mien.index.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Kinds of pictures that are known by their first bytes; a name or a content type is never believed. */
enum Format {
    JPEG("JPEG"),
    PNG("PNG"),
    WEBP("WebP"),
    HEIC("HEIC"),
    AVIF("AVIF"),
    GIF("GIF"),
    TIFF("TIFF"),
    BMP("BMP"),
    JPEG_XL("JPEG XL"),
    JPEG_2000("JPEG 2000");

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** Real files name five or six. */
    private static final int BRANDS_BYTES_MAX = 256;

    private final String title;

    Format(String title) {
        this.title = title;
    }

    /** As people call it. */
    String title() {
        return title;
    }

    /** Empty when the bytes do not begin like any picture that we know. */
    static Optional<Format> of(byte[] bytes) {
        if (starts(bytes, 0, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        }
        if (bytes.length >= 8 && Arrays.equals(bytes, 0, 8, PNG_SIGNATURE, 0, 8)) {
            return Optional.of(PNG);
        }
        if (text(bytes, 0, "RIFF") && text(bytes, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        if (text(bytes, 0, "GIF87a") || text(bytes, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (starts(bytes, 0, 'I', 'I', 42, 0) || starts(bytes, 0, 'M', 'M', 0, 42)) {
            return Optional.of(TIFF);
        }
        if (text(bytes, 0, "BM") && starts(bytes, 6, 0, 0, 0, 0)) {
            return Optional.of(BMP);
        }
        return boxed(bytes);
    }

    /** Formats in ISO boxes and their bare streams. */
    private static Optional<Format> boxed(byte[] bytes) {
        if (text(bytes, 4, "ftyp") && branded(bytes, "avif", "avis")) {
            return Optional.of(AVIF);
        }
        if (text(bytes, 4, "ftyphe") || text(bytes, 4, "ftyp") && branded(bytes, "mif1", "msf1", "heic", "heix")) {
            return Optional.of(HEIC);
        }
        if (starts(bytes, 0, 0xff, 0x0a) || text(bytes, 4, "JXL ")) {
            return Optional.of(JPEG_XL);
        }
        if (text(bytes, 4, "jP  ") || starts(bytes, 0, 0xff, 0x4f, 0xff, 0x51)) {
            return Optional.of(JPEG_2000);
        }
        return Optional.empty();
    }

    /** Whether one of the brands, the major or a compatible one, is among these. */
    private static boolean branded(byte[] bytes, String... brands) {
        int end = Math.min(bytes[2] << 8 & 0xff00 | bytes[3] & 0xff, BRANDS_BYTES_MAX);
        for (int at = 8; at + 4 <= end; at += 4) {
            for (String brand : brands) {
                if (text(bytes, at, brand)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean text(byte[] bytes, int at, String expected) {
        byte[] wanted = expected.getBytes(StandardCharsets.US_ASCII);
        return bytes.length >= at + wanted.length
                && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static boolean starts(byte[] bytes, int at, int... expected) {
        if (bytes.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[at + i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}

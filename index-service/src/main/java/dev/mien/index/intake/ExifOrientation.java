package dev.mien.index.intake;

/**
 * Reads one thing out of an EXIF block: tag 274 of its first directory. A reader of our own, because it is the only
 * thing wanted of EXIF and bytes of strangers are best met by forty lines that are bounded. Whatever is odd means
 * upright.
 */
final class ExifOrientation {
    private static final int TAG = 0x0112;
    private static final int TYPE_SHORT = 3;
    private static final int ENTRY_BYTES = 12;

    private ExifOrientation() {}

    /** @param tiff where the TIFF header ("II" or "MM") should be */
    static Orientation read(Bytes tiff) {
        boolean little;
        if (tiff.is(0, "II")) {
            little = true;
        } else if (tiff.is(0, "MM")) {
            little = false;
        } else {
            return Orientation.UPRIGHT;
        }
        long directory = tiff.u32(4, little);
        int entries = Math.min(tiff.u16(directory, little), Bounds.EXIF_ENTRIES_MAX);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY_BYTES;
            if (tiff.u16(entry, little) == TAG && tiff.u16(entry + 2, little) == TYPE_SHORT) {
                return Orientation.ofExif(tiff.u16(entry + 8, little));
            }
        }
        return Orientation.UPRIGHT;
    }
}

/**
 * From the bytes of a frame to upright pixels. In: encoded pictures that strangers sent. Out: a {@link
 * dev.mien.index.intake.Picture}, or a refusal that says what is wrong with the bytes.
 *
 * <p>Bytes, pixels, sides, scans and chunks are held against {@link dev.mien.index.intake.Bounds} by a walk over the
 * file's structure, before memory for pixels is asked for. A decoder cannot be interrupted: its time is bounded by
 * what it is given, which is {@link dev.mien.index.intake.Essence the parts that make pixels}, as the walk understood
 * them, and nothing else. JPEG and WebP are decoded by Leptonica's codecs, PNG by a reader of our own.
 *
 * <p>Encoded bytes and pixels are overwritten when closed, and never reach a file. What is freed or left without that:
 * what the native codecs allocate within one decode (tables, row buffers, the coefficients of a progressive JPEG),
 * zlib's last 32 KB, and what Java's collector leaves behind where it moves an array, until the place is used again.
 *
 * <p>Never here: what a face is; networks; anything that is kept.
 */
package dev.mien.index.intake;

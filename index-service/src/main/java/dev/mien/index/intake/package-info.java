/**
 * From the bytes of a frame to upright pixels. In: encoded pictures that strangers sent. Out: a {@link
 * dev.mien.index.intake.Picture}, or a refusal that says what is wrong with the bytes.
 *
 * <p>Bytes, pixels, sides, scans and chunks are held against {@link dev.mien.index.intake.Bounds} by a walk over the
 * file's structure, before memory for pixels is asked for. A decoder cannot be interrupted: its time is bounded by what it is
 * given, which is {@link dev.mien.index.intake.Essence the parts that make pixels}, as the walk understood them, and nothing
 * else. Encoded bytes and pixels live outside the Java heap while they are decoded, are overwritten when closed, and never
 * reach a file. What Leptonica and its codecs allocate within one decode (entropy tables, row buffers) is freed by them, but
 * not overwritten.
 *
 * <p>Never here: what a face is; networks; anything that is kept.
 */
package dev.mien.index.intake;

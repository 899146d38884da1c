package dev.mien.index.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One piece of a picture's structure, as far as it can be made out: a JPEG's segment or scan, a chunk of a PNG or WebP.
 *
 * @param lengthAt where its length field is, within it; -1 for what has none
 * @param lengthBytes how many bytes the field has, and in which order
 */
record Chunk(byte[] bytes, int lengthAt, int lengthBytes, boolean little) {
    private static final int PNG_SIGNATURE_BYTES = 8;
    private static final int WEBP_HEADER_BYTES = 12;

    /** All of the picture, in order; a well-formed one in pieces, anything else in one. */
    static List<Chunk> of(byte[] picture) {
        List<Chunk> chunks = new ArrayList<>();
        int at;
        if (picture.length > 4 && picture[1] == 'P') {
            at = plain(picture, 0, PNG_SIGNATURE_BYTES, chunks);
            while (at + 12 <= picture.length && length(picture, at, false) <= picture.length - at - 12) {
                at = add(picture, at, 12 + length(picture, at, false), 0, false, chunks);
            }
        } else if (picture.length > WEBP_HEADER_BYTES && picture[0] == 'R') {
            at = plain(picture, 0, WEBP_HEADER_BYTES, chunks);
            while (at + 8 <= picture.length && length(picture, at + 4, true) <= picture.length - at - 8) {
                int length = length(picture, at + 4, true);
                at = add(picture, at, Math.min(picture.length - at, 8 + length + (length & 1)), 4, true, chunks);
            }
        } else {
            at = plain(picture, 0, Math.min(2, picture.length), chunks);
            while (at + 4 <= picture.length && picture[at] == (byte) 0xff && picture[at + 1] != (byte) 0xd9) {
                int length = 2 + ((picture[at + 2] & 0xff) << 8 | picture[at + 3] & 0xff);
                chunks.add(
                        new Chunk(Arrays.copyOfRange(picture, at, Math.min(picture.length, at + length)), 2, 2, false));
                boolean scan = picture[at + 1] == (byte) 0xda;
                at = Math.min(picture.length, at + length);
                if (scan) {
                    long end = Bytes.all(picture).indexOfMarker(at);
                    at = plain(picture, at, end < 0 ? picture.length : (int) end, chunks);
                }
            }
        }
        plain(picture, at, picture.length, chunks);
        return chunks;
    }

    private static int plain(byte[] picture, int from, int to, List<Chunk> chunks) {
        if (to > from) {
            chunks.add(new Chunk(Arrays.copyOfRange(picture, from, to), -1, 0, false));
        }
        return Math.max(from, to);
    }

    private static int add(byte[] picture, int at, int length, int lengthAt, boolean little, List<Chunk> chunks) {
        chunks.add(new Chunk(Arrays.copyOfRange(picture, at, at + length), lengthAt, 4, little));
        return at + length;
    }

    private static int length(byte[] picture, int at, boolean little) {
        return (int) Math.min(Integer.MAX_VALUE, Bytes.all(picture).u32(at, little));
    }

    /** Whether it is whole: length, name, body and sum. */
    boolean isOfPng() {
        return !little && lengthBytes == 4;
    }

    void setLength(long value) {
        for (int i = 0; i < lengthBytes; i++) {
            int shift = 8 * (little ? i : lengthBytes - 1 - i);
            if (lengthAt + i < bytes.length) {
                bytes[lengthAt + i] = (byte) (value >> shift);
            }
        }
    }
}

package dev.mien.index.gallery;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** Looks at the raw memory of galleries, including what they have let go of. */
public final class GalleryMemory {
    private final List<ScanGallery> galleries;
    private final List<Block> seen = new ArrayList<>();

    public GalleryMemory(List<ScanGallery> galleries) {
        this.galleries = galleries;
        look();
    }

    /** Remembers the blocks of now, so that they are looked at later even when their gallery has dropped them. */
    public void look() {
        for (ScanGallery gallery : galleries) {
            for (Block block : gallery.blocks()) {
                if (!seen.contains(block)) {
                    seen.add(block);
                }
            }
        }
    }

    /** Whether any block contains the 8-bit row of that vector, or the first {@code bytes.length} of anything else. */
    public boolean contains(byte[] bytes) {
        look();
        return seen.stream().anyMatch(block -> indexOf(block.memory(), bytes) >= 0);
    }

    /** Whether every byte of every block is zero. */
    public boolean allZero() {
        look();
        for (Block block : seen) {
            for (byte value : block.memory()) {
                if (value != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A vector as it lies in memory. */
    public static byte[] row(dev.mien.index.vault.FaceVector vector) {
        byte[] row = new byte[vector.dimensions()];
        Scoring.quantize(vector.expose(), row);
        return row;
    }

    /** A Facial ID as it lies in memory. */
    public static byte[] bytes(dev.mien.contracts.FacialId id) {
        try (Arena arena = Arena.ofConfined()) {
            Block block = new Block(arena, 1, 1);
            block.write(0, 0, id, 0, new byte[1], 0);
            byte[] memory = block.memory();
            return java.util.Arrays.copyOfRange(memory, 1 + 8, 1 + 24);
        }
    }

    /** Whether {@code part} stands somewhere in {@code all}. */
    public static boolean holds(byte[] all, byte[] part) {
        return indexOf(all, part) >= 0;
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at + part.length <= all.length; at++) {
            if (java.util.Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }
}

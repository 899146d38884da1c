package dev.mien.index.search;

import dev.mien.contracts.FacialId;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.vault.FaceVector;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks at the raw memory of galleries, including what they have let go of. */
public final class GalleryMemory {
    private final List<? extends Gallery> galleries;
    private final List<Segment> seen = new ArrayList<>();

    public GalleryMemory(List<? extends Gallery> galleries) {
        this.galleries = galleries;
        look();
    }

    /** Remembers the segments of now, so that they are looked at later even when their gallery has dropped them. */
    public void look() {
        for (Gallery gallery : galleries) {
            for (Segment segment : ((ExactGallery) gallery).segments()) {
                if (!seen.contains(segment)) {
                    seen.add(segment);
                }
            }
        }
    }

    /** Whether any segment contains these bytes. */
    public boolean contains(byte[] bytes) {
        look();
        return parts().anyMatch(part -> holds(part, bytes));
    }

    /** Whether any form of a face is there that any of the galleries would give it. */
    public boolean contains(FaceVector vector) {
        return galleries.stream()
                .flatMap(gallery -> forms(gallery, vector).stream())
                .anyMatch(this::contains);
    }

    /** Whether every form of a face is there that the first gallery would give it. */
    public boolean containsWhole(FaceVector vector) {
        return forms(galleries.getFirst(), vector).stream().allMatch(this::contains);
    }

    /** Whether every byte of every segment is zero. */
    public boolean allZero() {
        look();
        return parts().allMatch(part -> {
            for (byte value : part) {
                if (value != 0) {
                    return false;
                }
            }
            return true;
        });
    }

    private java.util.stream.Stream<byte[]> parts() {
        return seen.stream()
                .flatMap(segment -> segment.memory().stream())
                .map((MemorySegment part) -> part.toArray(ValueLayout.JAVA_BYTE));
    }

    /** A face's row as it lies in a gallery's memory. */
    public static byte[] row(Gallery gallery, FaceVector vector) {
        return encoded(gallery, vector).row;
    }

    /** A face's sketch; in memory its words lie apart. */
    public static byte[] sketch(Gallery gallery, FaceVector vector) {
        long[] words = encoded(gallery, vector).words;
        ByteBuffer sketch = ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.nativeOrder());
        for (long word : words) {
            sketch.putLong(word);
        }
        return sketch.array();
    }

    private static List<byte[]> forms(Gallery gallery, FaceVector vector) {
        List<byte[]> forms = new ArrayList<>();
        forms.add(row(gallery, vector));
        byte[] sketch = sketch(gallery, vector);
        for (int word = 0; word < sketch.length; word += Long.BYTES) {
            forms.add(Arrays.copyOfRange(sketch, word, word + Long.BYTES));
        }
        return forms;
    }

    private static Template encoded(Gallery gallery, FaceVector vector) {
        Space space = ((ExactGallery) gallery).space();
        Template template = new Template(space.shape());
        space.encode(vector.expose(), template);
        return template;
    }

    /** A Facial ID as it lies in memory. */
    public static byte[] bytes(FacialId id) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.nativeOrder())
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .array();
    }

    /** Whether {@code part} stands somewhere in {@code all}. */
    public static boolean holds(byte[] all, byte[] part) {
        for (int at = 0; at + part.length <= all.length; at++) {
            if (all[at] == part[0] && Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}

package dev.mien.index.intake;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;

/**
 * What of a file its codec is given: the parts that make pixels, in order, as the header's walk understood them. So a
 * codec never sees a segment that we read otherwise, and the rest (profiles, texts, thumbnails, other pictures) can
 * neither unpack to gigabytes nor be parsed by anybody. Refers to the caller's bytes, and copies none of them until
 * {@link #copyTo}.
 */
final class Essence {
    private record Part(byte[] array, int from, int to) {}

    private final List<Part> parts = new ArrayList<>();
    private long length;

    /** Bytes of all parts. */
    long length() {
        return length;
    }

    Essence add(byte[] array, int from, int to) {
        length += to - from;
        if (!parts.isEmpty() && parts.getLast().array == array && parts.getLast().to == from) {
            parts.add(new Part(array, parts.removeLast().from, to));
        } else {
            parts.add(new Part(array, from, to));
        }
        return this;
    }

    Essence add(byte[] all) {
        return add(all, 0, all.length);
    }

    Essence add(Bytes bytes) {
        bytes.addTo(this);
        return this;
    }

    /** Writes all parts, one after the other, to memory that has room for {@link #length()}. */
    void copyTo(BytePointer memory) {
        long at = 0;
        for (Part part : parts) {
            memory.position(at).put(part.array, part.from, part.to - part.from);
            at += part.to - part.from;
        }
        memory.position(0);
    }

    /** All parts in one array, which is the caller's to overwrite. */
    byte[] toArray() {
        byte[] all = new byte[Math.toIntExact(length)];
        int at = 0;
        for (Part part : parts) {
            System.arraycopy(part.array, part.from, all, at, part.to - part.from);
            at += part.to - part.from;
        }
        return all;
    }
}

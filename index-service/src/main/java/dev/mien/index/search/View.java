package dev.mien.index.search;

/**
 * What a reader goes through: faces lie densely from the first segment's first slot on. All segments but a lonely first
 * one are full-grown.
 */
record View(Segment[] segments, int count) {
    static final View EMPTY = new View(new Segment[0], 0);
    private static final int BITS = Integer.numberOfTrailingZeros(Segment.FACES);

    /** Segments that hold anybody. */
    int used() {
        return count + Segment.FACES - 1 >>> BITS;
    }

    int faces(int segment) {
        return Math.min(Segment.FACES, count - (segment << BITS));
    }

    /** The segment of a slot; null when it is there no more. */
    Segment of(int slot) {
        int segment = slot >>> BITS;
        return segment < segments.length && at(slot) < segments[segment].capacity() ? segments[segment] : null;
    }

    static int at(int slot) {
        return slot & Segment.FACES - 1;
    }

    static int slot(int segment, int at) {
        return segment << BITS | at;
    }

    int capacity() {
        return segments.length == 0
                ? 0
                : (segments.length - 1) * Segment.FACES + segments[segments.length - 1].capacity();
    }
}

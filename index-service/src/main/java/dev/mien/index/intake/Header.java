package dev.mien.index.intake;

/**
 * What the first bytes say of a picture.
 *
 * @param width pixels of a stored row, not yet held against any bound
 * @param height stored rows
 * @param streamed whether the codec can decode it row by row and at a reduced scale
 */
record Header(Format format, int width, int height, Orientation orientation, boolean streamed) {

    /** A header, or why there is none. */
    sealed interface Outcome {
        record Read(Header header) implements Outcome {}

        record Unreadable(Refusal refusal) implements Outcome {}
    }

    long pixels() {
        return (long) width * height;
    }

    int longSide() {
        return Math.max(width, height);
    }
}

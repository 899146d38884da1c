package dev.mien.index.intake;

/**
 * What a walk over a picture's structure says of it.
 *
 * @param width pixels of a stored row, not yet held against any bound
 * @param height stored rows
 * @param streamed whether the codec can decode it row by row and at a reduced scale
 * @param scans how often a codec walks over all of the picture
 * @param essence what the codec is given
 */
record Header(
        Format format, int width, int height, Orientation orientation, boolean streamed, int scans, Essence essence) {

    /** A header, or why there is none. */
    sealed interface Outcome {
        record Read(Header header) implements Outcome {}

        record Unreadable(Refusal refusal) implements Outcome {}
    }

    /** One that is held in memory as a whole, after one walk. */
    static Outcome whole(Format format, int width, int height, Orientation orientation, Essence essence) {
        return new Outcome.Read(new Header(format, width, height, orientation, false, 1, essence));
    }

    static Outcome broken(String what) {
        return new Outcome.Unreadable(Refusal.broken(what));
    }

    static Outcome unsupported(String format) {
        return new Outcome.Unreadable(Refusal.unsupported(format));
    }

    long pixels() {
        return (long) width * height;
    }

    int longSide() {
        return Math.max(width, height);
    }
}

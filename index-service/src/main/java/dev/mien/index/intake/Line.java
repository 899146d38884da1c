package dev.mien.index.intake;

/**
 * Points at equal steps on a straight line over a picture, and which of them lie in it. Coordinates are 16.16 fixed
 * point, which holds sides up to {@link Bounds#SIDE_MAX}.
 *
 * @param x of the first point
 * @param y of the first point
 * @param stepX from each to the next
 * @param stepY likewise
 * @param from the first point in the picture
 * @param to the first one after it that is no longer; {@code from} where there is none
 */
record Line(int x, int y, int stepX, int stepY, int from, int to) {
    private static final double FAR = 1 << 14;
    private static final int ONE = 1 << 16;

    static int fixed(double value) {
        return (int) (Math.clamp(value, -FAR, 2 * FAR - 1) * ONE);
    }

    /**
     * A picture has no dents: between two points that lie in it, all do. A line that runs out of what the numbers hold
     * is so long that nothing can be told on it: none of its points counts.
     *
     * @param count points of the line
     * @param width of the picture, less a margin that its right end is to keep
     * @param height likewise, for its lower end
     */
    static Line over(int x, int y, int stepX, int stepY, int count, int width, int height) {
        int last = count - 1;
        if (!holds(x, last, stepX)
                || !holds(y, last, stepY)
                || beside(x, x + last * stepX, width)
                || beside(y, y + last * stepY, height)) {
            return new Line(x, y, stepX, stepY, 0, 0);
        }
        int from = 0;
        while (from < count && !inside(x + from * stepX, y + from * stepY, width, height)) {
            from++;
        }
        int to = count;
        while (to > from && !inside(x + (to - 1) * stepX, y + (to - 1) * stepY, width, height)) {
            to--;
        }
        return new Line(x, y, stepX, stepY, from, to);
    }

    private static boolean holds(int first, int steps, int step) {
        long end = first + (long) steps * step;
        return end == (int) end;
    }

    /** Whether all of it lies on one side of the picture. */
    private static boolean beside(int first, int last, int side) {
        return first < 0 && last < 0 || first >> 16 >= side && last >> 16 >= side;
    }

    private static boolean inside(int x, int y, int width, int height) {
        return x >= 0 && y >= 0 && x >> 16 < width && y >> 16 < height;
    }

    boolean level() {
        return stepY == 0;
    }
}

package dev.mien.index.intake;

/**
 * The pixels that a network wants to see.
 *
 * @param width pixels of a row
 * @param height rows
 * @param tone colours
 * @param finest how many samples a side a pixel is averaged of at most, when the picture is larger than the grid: more
 *     keeps fine texture from turning into false patterns, and costs its square
 */
public record Grid(int width, int height, Tone tone, int finest) {
    public Grid {
        if (width < 1 || height < 1 || finest < 1 || finest > Sampler.FINEST_MAX) {
            throw new IllegalArgumentException(
                    "a grid has pixels, each of 1 to " + Sampler.FINEST_MAX + " samples a side");
        }
    }

    /** Floats of one image: three planes. */
    public int floats() {
        return 3 * width * height;
    }
}

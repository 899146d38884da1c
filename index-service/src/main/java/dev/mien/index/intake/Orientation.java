package dev.mien.index.intake;

/**
 * How the stored rows and columns lie in the upright picture, as EXIF numbers them (TIFF 6.0, tag 274). Undone while
 * sampling, by a matrix, so that turning a picture costs nothing and no second copy of it exists.
 */
enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    FLIPPED,
    TRANSPOSED,
    RIGHT_IS_TOP,
    TRANSVERSED,
    LEFT_IS_TOP;

    /** Of the EXIF value 1 to 8; anything else means upright, as viewers do it. */
    static Orientation ofExif(int value) {
        return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
    }

    /** Whether upright width is stored height. */
    boolean swapsSides() {
        return switch (this) {
            case UPRIGHT, MIRRORED, UPSIDE_DOWN, FLIPPED -> false;
            case TRANSPOSED, RIGHT_IS_TOP, TRANSVERSED, LEFT_IS_TOP -> true;
        };
    }

    /** From upright coordinates to stored ones, of a picture that is stored {@code width} × {@code height}. */
    Affine toStored(int width, int height) {
        return switch (this) {
            case UPRIGHT -> new Affine(1, 0, 0, 0, 1, 0);
            case MIRRORED -> new Affine(-1, 0, width, 0, 1, 0);
            case UPSIDE_DOWN -> new Affine(-1, 0, width, 0, -1, height);
            case FLIPPED -> new Affine(1, 0, 0, 0, -1, height);
            case TRANSPOSED -> new Affine(0, 1, 0, 1, 0, 0);
            case RIGHT_IS_TOP -> new Affine(0, 1, 0, -1, 0, height);
            case TRANSVERSED -> new Affine(0, -1, width, -1, 0, height);
            case LEFT_IS_TOP -> new Affine(0, -1, width, 1, 0, 0);
        };
    }
}

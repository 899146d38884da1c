package dev.mien.index.search;

/**
 * What the faces of one application and model profile have in common: their shape, the profile's mean and the
 * application's rotation. Immutable, thread safe.
 */
final class Space {
    private final int dimensions;
    private final Shape shape;
    private final Rotation rotation;
    /** Of length one; null when faces are not centred. */
    private final float[] mean;

    private final double typicalAlpha;
    private final double[] lengths;

    /**
     * @param mean the mean of the profile's faces; null when strangers are at right angles anyway
     * @param signs {@link Rotation#bytes} secret bytes
     */
    Space(int dimensions, float[] mean, byte[] signs) {
        if (mean != null && mean.length != dimensions) {
            throw new IllegalArgumentException("the profile's mean must have " + dimensions + " numbers");
        }
        this.dimensions = dimensions;
        this.shape = Shape.of(dimensions, mean != null);
        this.lengths = Factors.lengths(shape);
        this.rotation = new Rotation(shape.size(), signs);
        this.typicalAlpha = mean == null ? 0 : length(mean);
        this.mean = mean == null ? null : unit(mean);
    }

    Shape shape() {
        return shape;
    }

    /** See {@link Factors#lengths}. */
    double[] lengths() {
        return lengths;
    }

    int dimensions() {
        return dimensions;
    }

    /**
     * The lowest floor that sketches can help with: {@link Cut#SAFETY} standard deviations under it is what strangers
     * score, so half of them would have to be looked at.
     */
    double lowestFloor() {
        double sigma = Cut.typicalDeviation(shape);
        double rest = 1 - typicalAlpha * typicalAlpha;
        return typicalAlpha * typicalAlpha + rest * Cut.SAFETY * sigma;
    }

    /** Fills row, part along the mean, sketch and factors. */
    void encode(float[] vector, Template to) {
        to.alpha = Score.code(rotate(vector, to.rotated));
        to.square = (int) Score.quantize(to.rotated, Score.ROW_MAX, to.values);
        for (int i = 0; i < to.row.length; i++) {
            to.row[i] = (byte) to.values[i];
        }
        to.code.encode(to.values, to.square);
        int word = 0;
        for (int plane = shape.bits() - 1; plane >= 0; plane--) {
            for (int i = 0; i < shape.planeWords(); i++) {
                to.words[word++] = to.code.word(plane, i);
            }
        }
        Factors.pack(shape, to);
    }

    /** Rotates what is left of a unit vector without its part along the mean. @return that part */
    double rotate(float[] vector, float[] to) {
        double length = length(vector);
        double along = 0;
        for (int i = 0; i < dimensions; i++) {
            to[i] = (float) (vector[i] / length);
            along += mean == null ? 0 : (double) to[i] * mean[i];
        }
        java.util.Arrays.fill(to, dimensions, to.length, 0);
        for (int i = 0; mean != null && i < dimensions; i++) {
            to[i] = (float) (to[i] - along * mean[i]);
        }
        rotation.apply(to);
        return along;
    }

    private static float[] unit(float[] vector) {
        double length = length(vector);
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    private static double length(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        return Math.sqrt(square);
    }
}

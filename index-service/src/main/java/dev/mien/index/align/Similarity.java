package dev.mien.index.align;

import dev.mien.index.intake.Affine;

/**
 * The rotation, scale and shift that takes points closest to others, in least squares (Umeyama 1991, in the plane,
 * where it has a closed form; never a reflection).
 */
final class Similarity {
    private Similarity() {}

    /**
     * @param fromX at least two different points
     * @param toX as many
     */
    static Affine fit(double[] fromX, double[] fromY, double[] toX, double[] toY) {
        int n = fromX.length;
        double meanFromX = mean(fromX);
        double meanFromY = mean(fromY);
        double meanToX = mean(toX);
        double meanToY = mean(toY);
        double along = 0;
        double across = 0;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            double fx = fromX[i] - meanFromX;
            double fy = fromY[i] - meanFromY;
            double tx = toX[i] - meanToX;
            double ty = toY[i] - meanToY;
            along += fx * tx + fy * ty;
            across += fx * ty - fy * tx;
            spread += fx * fx + fy * fy;
        }
        if (!(spread > 0)) {
            throw new IllegalArgumentException("points that all lie in one place fit nothing");
        }
        double cos = along / spread;
        double sin = across / spread;
        return new Affine(
                cos,
                -sin,
                meanToX - cos * meanFromX + sin * meanFromY,
                sin,
                cos,
                meanToY - sin * meanFromX - cos * meanFromY);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}

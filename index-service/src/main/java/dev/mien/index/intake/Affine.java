package dev.mien.index.intake;

/**
 * The map {@code x' = xx·x + xy·y + x0}, {@code y' = yx·x + yy·y + y0} between two pictures. Coordinates are
 * continuous: a pixel's centre is at its index plus one half.
 */
public record Affine(double xx, double xy, double x0, double yx, double yy, double y0) {

    /** Scales about the origin, then shifts. */
    public static Affine scaleThenShift(double scale, double dx, double dy) {
        return new Affine(scale, 0, dx, 0, scale, dy);
    }

    /** This map, and then {@code next}. */
    public Affine then(Affine next) {
        return new Affine(
                next.xx * xx + next.xy * yx,
                next.xx * xy + next.xy * yy,
                next.xx * x0 + next.xy * y0 + next.x0,
                next.yx * xx + next.yy * yx,
                next.yx * xy + next.yy * yy,
                next.yx * x0 + next.yy * y0 + next.y0);
    }

    /** The way back; the map must not be flat. */
    public Affine inverse() {
        double determinant = determinant();
        if (determinant == 0 || !Double.isFinite(determinant)) {
            throw new ArithmeticException("a flat map has no way back");
        }
        double ixx = yy / determinant;
        double ixy = -xy / determinant;
        double iyx = -yx / determinant;
        double iyy = xx / determinant;
        return new Affine(ixx, ixy, -(ixx * x0 + ixy * y0), iyx, iyy, -(iyx * x0 + iyy * y0));
    }

    public double x(double x, double y) {
        return xx * x + xy * y + x0;
    }

    public double y(double x, double y) {
        return yx * x + yy * y + y0;
    }

    /** How many times longer a short line becomes, averaged over directions. */
    public double scale() {
        return Math.sqrt(Math.abs(determinant()));
    }

    private double determinant() {
        return xx * yy - xy * yx;
    }
}

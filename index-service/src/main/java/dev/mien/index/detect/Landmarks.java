package dev.mien.index.detect;

/**
 * Points of one face, in pixels of the picture: as many as the profile's landmark network has. Prints none of them.
 *
 * <p>Depth is the network's guess, on the scale of the other two: it grows away from the camera, and its zero is
 * somewhere in the head.
 */
public final class Landmarks {
    private final float[] x;
    private final float[] y;
    private final float[] z;
    private final double presence;

    /** Takes the arrays over. */
    Landmarks(float[] x, float[] y, float[] z, double presence) {
        if (x.length != y.length || x.length != z.length) {
            throw new IllegalArgumentException("each landmark has three coordinates");
        }
        this.x = x;
        this.y = y;
        this.z = z;
        this.presence = presence;
    }

    public int count() {
        return x.length;
    }

    public float x(int landmark) {
        return x[landmark];
    }

    public float y(int landmark) {
        return y[landmark];
    }

    public float z(int landmark) {
        return z[landmark];
    }

    /** Probability that there is a face where these are, 0 to 1. */
    public double presence() {
        return presence;
    }

    @Override
    public String toString() {
        return "Landmarks[REDACTED]";
    }
}

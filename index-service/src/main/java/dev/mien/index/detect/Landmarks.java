package dev.mien.index.detect;

/** Points of one face, in pixels of the picture: as many as the profile's landmark network has. Prints none of them. */
public final class Landmarks {
    private final float[] x;
    private final float[] y;
    private final double presence;

    /** Takes both arrays over. */
    Landmarks(float[] x, float[] y, double presence) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("each landmark has two coordinates");
        }
        this.x = x;
        this.y = y;
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

    /** Probability that there is a face where these are, 0 to 1. */
    public double presence() {
        return presence;
    }

    @Override
    public String toString() {
        return "Landmarks[REDACTED]";
    }
}

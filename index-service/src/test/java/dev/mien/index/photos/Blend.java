package dev.mien.index.photos;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Two portraits laid over each other, eyes on eyes: what somebody shows who wants to pass for both. */
final class Blend {
    /** The outer corners of the eyes in the mesh. */
    private static final int RIGHT = 33;

    private static final int LEFT = 263;

    private Blend() {}

    /**
     * @param mesh of {@code one}; {@code otherMesh} that of the other one: x and y of each point
     * @param share of the other one, 0 to 1
     */
    static BufferedImage of(BufferedImage one, float[][] mesh, BufferedImage other, float[][] otherMesh, double share) {
        BufferedImage blend = new BufferedImage(one.getWidth(), one.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = blend.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(one, 0, 0, null);
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) share));
        graphics.drawImage(other, onto(mesh, otherMesh), null);
        graphics.dispose();
        return blend;
    }

    /** The similarity that lays the other one's eyes on these. */
    private static AffineTransform onto(float[][] mesh, float[][] other) {
        double dx = mesh[0][LEFT] - mesh[0][RIGHT];
        double dy = mesh[1][LEFT] - mesh[1][RIGHT];
        double ox = other[0][LEFT] - other[0][RIGHT];
        double oy = other[1][LEFT] - other[1][RIGHT];
        AffineTransform transform = new AffineTransform();
        transform.translate(mesh[0][RIGHT], mesh[1][RIGHT]);
        transform.rotate(Math.atan2(dy, dx) - Math.atan2(oy, ox));
        double scale = Math.hypot(dx, dy) / Math.hypot(ox, oy);
        transform.scale(scale, scale);
        transform.translate(-other[0][RIGHT], -other[1][RIGHT]);
        return transform;
    }
}

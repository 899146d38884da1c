package dev.mien.testing.faces;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** What a camera sees of a photo that somebody holds before it, and moves. */
public final class HeldPhoto {
    private static final int WALL = 0x808080;

    private HeldPhoto() {}

    /**
     * Moved in its own plane.
     *
     * @param right pixels
     * @param tilt degrees clockwise
     * @param nearer times
     */
    public static BufferedImage moved(BufferedImage photo, double right, double tilt, double nearer) {
        BufferedImage picture = wall(photo);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        double centreX = photo.getWidth() / 2.0;
        double centreY = photo.getHeight() / 2.0;
        AffineTransform transform = AffineTransform.getTranslateInstance(right, 0);
        transform.rotate(Math.toRadians(tilt), centreX, centreY);
        transform.translate(centreX, centreY);
        transform.scale(nearer, nearer);
        transform.translate(-centreX, -centreY);
        graphics.drawImage(photo, transform, null);
        graphics.dispose();
        return picture;
    }

    /**
     * Turned about its upright axis, as a whole.
     *
     * @param degrees so that what it shows seems to look to its own left
     * @param distance of the camera, in pixels of the photo
     */
    public static BufferedImage turned(BufferedImage photo, double degrees, double distance) {
        BufferedImage picture = wall(photo);
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double centreX = photo.getWidth() / 2.0;
        double centreY = photo.getHeight() / 2.0;
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                double rayX = (x - centreX) / distance;
                double rayY = (y - centreY) / distance;
                double along = rayX * distance / (cos - rayX * sin);
                int fromX = (int) Math.round(along + centreX);
                int fromY = (int) Math.round(rayY * (distance + along * sin) + centreY);
                if (fromX >= 0 && fromY >= 0 && fromX < photo.getWidth() && fromY < photo.getHeight()) {
                    picture.setRGB(x, y, photo.getRGB(fromX, fromY));
                }
            }
        }
        return picture;
    }

    private static BufferedImage wall(BufferedImage photo) {
        BufferedImage wall = new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = wall.createGraphics();
        graphics.setColor(new Color(WALL));
        graphics.fillRect(0, 0, wall.getWidth(), wall.getHeight());
        graphics.dispose();
        return wall;
    }
}

package dev.mien.index.photos;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;

/** Draws over a face, along its mesh, what people wear or hold before it. */
final class CoveredFace {
    /** From ear to ear below the chin. */
    private static final int[] JAW = {
        227, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 447
    };

    private static final int BRIDGE = 195;
    private static final int RIGHT_CHEEK = 50;
    private static final int LEFT_CHEEK = 280;
    private static final int FINGERS = 4;

    private final BufferedImage photo;
    private final float[][] mesh;
    private final double width;

    /** @param mesh x and y of the 468 points */
    CoveredFace(BufferedImage photo, float[][] mesh) {
        this.photo = photo;
        this.mesh = mesh;
        this.width = Math.hypot(mesh[0][454] - mesh[0][234], mesh[1][454] - mesh[1][234]);
    }

    /** Masks and hands, each by its name. */
    Map<String, BufferedImage> all() {
        Map<String, BufferedImage> all = new LinkedHashMap<>();
        all.put("blue mask", mask(new Color(140, 180, 215)));
        all.put("white mask", mask(new Color(235, 235, 232)));
        all.put("black mask", mask(new Color(35, 35, 38)));
        all.put("hand before the mouth", hand(middle(0, 61, 291), middle(1, 61, 291), -15));
        all.put("hand before an eye", hand(mesh[0][159], mesh[1][159], 80));
        all.put("hand before both eyes", hand(mesh[0][168], mesh[1][168], 5));
        return all;
    }

    /** They are told by the skin under the eyes, so not on dark skin. */
    BufferedImage darkGlasses() {
        BufferedImage picture = copy();
        Graphics2D graphics = graphics(picture);
        graphics.setColor(new Color(25, 25, 28));
        for (int[] eye : new int[][] {{33, 133}, {362, 263}}) {
            double x = middle(0, eye[0], eye[1]);
            double y = middle(1, eye[0], eye[1]);
            graphics.fill(new RoundRectangle2D.Double(
                    x - 0.19 * width, y - 0.12 * width, 0.38 * width, 0.27 * width, 0.15 * width, 0.15 * width));
        }
        return picture;
    }

    private BufferedImage mask(Color cloth) {
        BufferedImage picture = copy();
        Graphics2D graphics = graphics(picture);
        Path2D outline = new Path2D.Double();
        outline.moveTo(mesh[0][BRIDGE], mesh[1][BRIDGE]);
        outline.lineTo(mesh[0][RIGHT_CHEEK], mesh[1][RIGHT_CHEEK]);
        for (int point : JAW) {
            outline.lineTo(mesh[0][point], mesh[1][point] + 2);
        }
        outline.lineTo(mesh[0][LEFT_CHEEK], mesh[1][LEFT_CHEEK]);
        outline.closePath();
        graphics.setPaint(new GradientPaint(mesh[0][234], mesh[1][234], cloth.darker(), mesh[0][1], mesh[1][1], cloth));
        graphics.fill(outline);
        graphics.setColor(cloth.darker());
        graphics.setStroke(new BasicStroke(2));
        for (int fold = 1; fold < 4; fold++) {
            double y = mesh[1][2] + (mesh[1][152] - mesh[1][2]) * fold / 5.0;
            graphics.draw(new Line2D.Double(mesh[0][58], y, mesh[0][288], y));
        }
        return picture;
    }

    /** Four fingers, of the colour of the cheek. */
    private BufferedImage hand(double x, double y, double degrees) {
        BufferedImage picture = copy();
        Graphics2D graphics = graphics(picture);
        Color skin = new Color(photo.getRGB((int) mesh[0][RIGHT_CHEEK], (int) mesh[1][RIGHT_CHEEK]));
        double thick = 0.17 * width;
        graphics.translate(x, y);
        graphics.rotate(Math.toRadians(degrees));
        for (int finger = 0; finger < FINGERS; finger++) {
            double top = (finger - FINGERS / 2.0) * thick;
            var shape = new RoundRectangle2D.Double(-0.9 * width, top, 1.6 * width, thick, thick, thick);
            graphics.setColor(skin);
            graphics.fill(shape);
            graphics.setColor(skin.darker());
            graphics.setStroke(new BasicStroke((float) (0.012 * width)));
            graphics.draw(shape);
        }
        return picture;
    }

    private double middle(int axis, int one, int other) {
        return (mesh[axis][one] + mesh[axis][other]) / 2.0;
    }

    private BufferedImage copy() {
        BufferedImage copy = new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_INT_RGB);
        copy.createGraphics().drawImage(photo, 0, 0, null);
        return copy;
    }

    private static Graphics2D graphics(BufferedImage picture) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return graphics;
    }
}

package dev.mien.index.detect;

import dev.mien.index.intake.Affine;
import dev.mien.index.profile.Crop;
import java.util.List;

/** Places the part of a picture that a network sees of a face, as the profile describes it. Safe for many threads. */
public final class FaceCrop {
    private final Crop crop;
    private final int width;
    private final int height;
    private final int firstLevel;
    private final int secondLevel;

    /**
     * @param width of the network's input, in pixels
     * @param height likewise
     * @param points names of the points that a detection has
     */
    public FaceCrop(Crop crop, int width, int height, List<String> points) {
        this.crop = crop;
        this.width = width;
        this.height = height;
        boolean turned = !crop.level().isEmpty();
        this.firstLevel = turned ? points.indexOf(crop.level().getFirst()) : -1;
        this.secondLevel = turned ? points.indexOf(crop.level().getLast()) : -1;
        if (turned && (firstLevel < 0 || secondLevel < 0)) {
            throw new IllegalArgumentException("the detector gives no points " + crop.level());
        }
    }

    /**
     * From the input's coordinates to the picture's.
     *
     * @param pictureWidth in pixels
     * @param pictureHeight likewise
     */
    public Affine toPicture(Detection face, int pictureWidth, int pictureHeight) {
        double longer = Math.max(face.width(), face.height());
        boolean square = crop.shape() == Crop.Shape.SQUARE;
        double cropWidth = crop.enlarge() * (square ? longer : face.width());
        double cropHeight = crop.enlarge() * (square ? longer : face.height());
        double centreX = (face.left() + face.right()) / 2;
        double centreY = (face.top() + face.bottom()) / 2;
        if (crop.inside()) {
            double fit = Math.min(1, Math.min(pictureWidth / cropWidth, pictureHeight / cropHeight));
            cropWidth *= fit;
            cropHeight *= fit;
            centreX = Math.clamp(centreX, cropWidth / 2, Math.max(cropWidth / 2, pictureWidth - cropWidth / 2));
            centreY = Math.clamp(centreY, cropHeight / 2, Math.max(cropHeight / 2, pictureHeight - cropHeight / 2));
        }
        return around(centreX, centreY, cropWidth / width, cropHeight / height, angle(face));
    }

    private Affine around(double centreX, double centreY, double scaleX, double scaleY, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double xx = scaleX * cos;
        double xy = -scaleY * sin;
        double yx = scaleX * sin;
        double yy = scaleY * cos;
        double halfWidth = width / 2.0;
        double halfHeight = height / 2.0;
        return new Affine(
                xx, xy, centreX - xx * halfWidth - xy * halfHeight, yx, yy, centreY - yx * halfWidth - yy * halfHeight);
    }

    private double angle(Detection face) {
        if (firstLevel < 0) {
            return 0;
        }
        Point first = face.points().get(firstLevel);
        Point second = face.points().get(secondLevel);
        return Math.atan2(second.y() - first.y(), second.x() - first.x());
    }
}

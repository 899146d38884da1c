package dev.mien.index.liveness;

import dev.mien.index.detect.HeadPose;
import dev.mien.index.detect.Landmarks;
import dev.mien.index.intake.Picture;

/** Signs by the 468 points of the canonical face mesh. */
public final class MeshSigns implements Signs {
    /** Points of the mesh that these signs are read from; another network's points mean something else. */
    public static final int POINTS = 468;

    private static final int FOREHEAD = 10;
    private static final int CHIN = 152;
    private static final int NOSE_TIP = 1;
    private static final int RIGHT_EYE = 33;
    private static final int LEFT_EYE = 263;
    private static final int RIGHT_MOUTH = 61;
    private static final int LEFT_MOUTH = 291;

    /** Upper lid, lower lid; three pairs of each eye, and its corners last. */
    private static final int[][] RIGHT_LIDS = {{160, 144}, {158, 153}, {159, 145}, {33, 133}};

    private static final int[][] LEFT_LIDS = {{385, 380}, {387, 373}, {386, 374}, {362, 263}};

    private final double yaw;
    private final double noseShift;
    private final double size;
    private final double lidGap;
    private final Eyes eyes;

    /** @throws IllegalArgumentException when these are not the mesh's points */
    public MeshSigns(Picture picture, Landmarks face) {
        if (face.count() != POINTS) {
            throw new IllegalArgumentException("the active check reads a mesh of " + POINTS + " points");
        }
        this.yaw = HeadPose.of(face).orElseThrow().yaw();
        this.noseShift = noseShift(face);
        this.size = distance(face, FOREHEAD, CHIN) / Math.max(picture.width(), picture.height());
        this.lidGap = (gap(face, RIGHT_LIDS) + gap(face, LEFT_LIDS)) / 2;
        this.eyes = new Eyes(picture, face);
    }

    private static double noseShift(Landmarks face) {
        double eyesX = (face.x(RIGHT_EYE) + face.x(LEFT_EYE)) / 2;
        double eyesY = (face.y(RIGHT_EYE) + face.y(LEFT_EYE)) / 2;
        double acrossX = face.x(LEFT_EYE) - face.x(RIGHT_EYE);
        double acrossY = face.y(LEFT_EYE) - face.y(RIGHT_EYE);
        double downX = (face.x(RIGHT_MOUTH) + face.x(LEFT_MOUTH)) / 2 - eyesX;
        double downY = (face.y(RIGHT_MOUTH) + face.y(LEFT_MOUTH)) / 2 - eyesY;
        double noseX = face.x(NOSE_TIP) - eyesX;
        double noseY = face.y(NOSE_TIP) - eyesY;
        return (noseX * downY - noseY * downX) / (acrossX * downY - acrossY * downX);
    }

    private static double gap(Landmarks face, int[][] lids) {
        double sum = 0;
        for (int i = 0; i < lids.length - 1; i++) {
            sum += distance(face, lids[i][0], lids[i][1]);
        }
        int[] corners = lids[lids.length - 1];
        return sum / (lids.length - 1) / distance(face, corners[0], corners[1]);
    }

    private static double distance(Landmarks face, int from, int to) {
        double dx = face.x(to) - face.x(from);
        double dy = face.y(to) - face.y(from);
        double dz = face.z(to) - face.z(from);
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    @Override
    public double yaw() {
        return yaw;
    }

    @Override
    public double noseShift() {
        return noseShift;
    }

    @Override
    public double size() {
        return size;
    }

    @Override
    public double lidGap() {
        return lidGap;
    }

    @Override
    public double eyeLikeness(Signs other) {
        return other instanceof MeshSigns mesh ? eyes.likeness(mesh.eyes) : 0;
    }

    @Override
    public void close() {
        eyes.close();
    }

    @Override
    public String toString() {
        return "MeshSigns[REDACTED]";
    }
}

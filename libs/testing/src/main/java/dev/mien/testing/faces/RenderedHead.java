package dev.mien.testing.faces;

import java.awt.image.BufferedImage;

/**
 * A head in three dimensions: a photo laid over the 468 points that the mesh network measured in it. It can be turned,
 * brought closer, and its lids shut; behind the face the photo stretches as if it were rubber, so that no hole is seen.
 *
 * <p>What it is good for: moving a real face in ways that a camera would see. What it is not: a living person; skin,
 * light and what a turned head uncovers are made up.
 */
public final class RenderedHead {
    /** The face's outline in the mesh, once around. */
    private static final int[] OVAL = {
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
        150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
    };

    private static final int[] UPPER_LIDS = {246, 161, 160, 159, 158, 157, 173, 466, 388, 387, 386, 385, 384, 398};
    private static final int[] LOWER_LIDS = {7, 163, 144, 145, 153, 154, 155, 249, 390, 373, 374, 380, 381, 382};
    private static final int[] ABOVE_LIDS = {247, 30, 29, 27, 28, 56, 190, 467, 260, 259, 257, 258, 286, 414};

    private static final double EARS = 1.25;
    private static final double BEHIND = 1.9;
    private static final int BORDER_POINTS = 5;
    /** How far the camera is, in widths of the face; at arm's length about four. */
    private static final double CAMERA_WIDTHS = 4;

    private final BufferedImage photo;
    private final int mesh;
    private final int head;
    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final int[][] triangles;
    private final double centreX;
    private final double centreY;
    private final double width;

    /**
     * @param x pixels of the photo, from left to right; 468 of them
     * @param y from top to bottom
     * @param z on the same scale, away from the camera
     */
    public RenderedHead(BufferedImage photo, float[] x, float[] y, float[] z) {
        this.photo = photo;
        this.mesh = x.length;
        this.head = mesh + OVAL.length;
        int border = 4 * BORDER_POINTS;
        int count = head + OVAL.length + border;
        this.x = new double[count];
        this.y = new double[count];
        this.z = new double[count];
        this.width = Math.hypot(x[454] - x[234], y[454] - y[234]);
        this.centreX = (x[454] + x[234]) / 2;
        this.centreY = (y[10] + y[152]) / 2;
        for (int i = 0; i < mesh; i++) {
            set(i, x[i], y[i], z[i]);
        }
        for (int i = 0; i < OVAL.length; i++) {
            double dx = x[OVAL[i]] - centreX;
            double dy = y[OVAL[i]] - centreY;
            set(mesh + i, centreX + EARS * dx, centreY + EARS * dy, z[OVAL[i]] + 0.35 * width);
            set(head + i, centreX + BEHIND * dx, centreY + BEHIND * dy, 0);
        }
        for (int i = 0; i < border; i++) {
            double along = (i % BORDER_POINTS + 0.5) / BORDER_POINTS;
            double w = photo.getWidth();
            double h = photo.getHeight();
            // A little outside, unevenly: four points of one circle have two triangulations.
            double out = 0.6 * width + i;
            int side = i / BORDER_POINTS;
            double bx = side == 0 ? along * w : side == 1 ? w + out : side == 2 ? (1 - along) * w : -out;
            double by = side == 0 ? -out : side == 1 ? along * h : side == 2 ? h + out : (1 - along) * h;
            set(head + OVAL.length + i, bx, by, 0);
        }
        this.triangles = Delaunay.triangles(this.x, this.y);
    }

    private void set(int i, double px, double py, double pz) {
        x[i] = px;
        y[i] = py;
        z[i] = pz;
    }

    /** Pixels of the face on the photo, from cheek to cheek. */
    public double width() {
        return width;
    }

    /** A picture as large as the photo. */
    public BufferedImage render(Attitude attitude) {
        double[][] to = {x.clone(), y.clone(), z.clone()};
        shutEyes(to, attitude.eyesClosed());
        move(to, attitude);
        Canvas canvas = new Canvas(photo);
        for (int[] triangle : triangles) {
            canvas.draw(triangle, x, y, to[0], to[1], to[2]);
        }
        return canvas.picture();
    }

    private void shutEyes(double[][] to, double share) {
        for (int i = 0; i < UPPER_LIDS.length; i++) {
            int upper = UPPER_LIDS[i];
            int lower = LOWER_LIDS[i];
            // The upper lid comes down over the lower one; the skin above it follows half way.
            double dx = share * 1.05 * (x[lower] - x[upper]);
            double dy = share * 1.05 * (y[lower] - y[upper]);
            to[0][upper] += dx;
            to[1][upper] += dy;
            to[0][ABOVE_LIDS[i]] += 0.6 * dx;
            to[1][ABOVE_LIDS[i]] += 0.6 * dy;
        }
    }

    private void move(double[][] to, Attitude attitude) {
        double camera = CAMERA_WIDTHS * width;
        double closer = camera / attitude.nearer();
        double pivot = 0.6 * width;
        double yaw = Math.toRadians(attitude.yaw());
        double pitch = Math.toRadians(attitude.pitch());
        double roll = Math.toRadians(attitude.roll());
        for (int i = 0; i < x.length; i++) {
            double dx = to[0][i] - centreX;
            double dy = to[1][i] - centreY;
            if (i >= head) {
                to[0][i] = centreX + attitude.nearer() * dx;
                to[1][i] = centreY + attitude.nearer() * dy;
                to[2][i] = 2 * camera;
                continue;
            }
            double depth = to[2][i];
            double px = dx * (camera + depth) / camera;
            double py = dy * (camera + depth) / camera;
            double pz = depth - pivot;
            double rx = px * Math.cos(yaw) - pz * Math.sin(yaw);
            double rz = px * Math.sin(yaw) + pz * Math.cos(yaw);
            double ry = py * Math.cos(pitch) + rz * Math.sin(pitch);
            rz = -py * Math.sin(pitch) + rz * Math.cos(pitch);
            double sx = rx * Math.cos(roll) - ry * Math.sin(roll);
            double sy = rx * Math.sin(roll) + ry * Math.cos(roll);
            double far = closer + rz + pivot;
            to[0][i] = centreX + sx * camera / far;
            to[1][i] = centreY + sy * camera / far;
            to[2][i] = far;
        }
    }
}

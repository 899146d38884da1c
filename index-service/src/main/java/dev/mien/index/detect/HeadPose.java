package dev.mien.index.detect;

import java.util.Optional;

/**
 * How a head is held, by the depths that the mesh network guesses. Rendered heads were measured within five degrees of
 * how far they had been turned, up to 45.
 *
 * @param yaw degrees to the person's own left
 * @param pitch degrees upwards; a few of them are the shape of the face
 * @param roll degrees clockwise on the picture
 */
public record HeadPose(double yaw, double pitch, double roll) {
    private static final int MESH_POINTS = 468;
    private static final int RIGHT_CHEEK = 234;
    private static final int LEFT_CHEEK = 454;
    private static final int FOREHEAD = 10;
    private static final int CHIN = 152;
    private static final int RIGHT_EYE = 33;
    private static final int LEFT_EYE = 263;

    /** @return empty for landmarks that are not the 468 points of the canonical mesh: others have no depth to go by */
    public static Optional<HeadPose> of(Landmarks face) {
        return face.count() == MESH_POINTS
                ? Optional.of(
                        new HeadPose(slant(face, RIGHT_CHEEK, LEFT_CHEEK), slant(face, CHIN, FOREHEAD), lean(face)))
                : Optional.empty();
    }

    /** The person's right eye is left of the other on an upright picture. */
    private static double lean(Landmarks face) {
        return Math.toDegrees(Math.atan2(face.y(LEFT_EYE) - face.y(RIGHT_EYE), face.x(LEFT_EYE) - face.x(RIGHT_EYE)));
    }

    /** Degrees by which the second point lies deeper than the first. */
    private static double slant(Landmarks face, int from, int to) {
        double across = Math.hypot(face.x(to) - face.x(from), face.y(to) - face.y(from));
        return Math.toDegrees(Math.atan2(face.z(to) - face.z(from), across));
    }
}

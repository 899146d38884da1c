package dev.mien.testing.faces;

/**
 * How a head is held and what its eyes do, other than on the photo that it is rendered from.
 *
 * @param yaw degrees to its own left
 * @param pitch degrees upwards
 * @param roll degrees towards its own left shoulder
 * @param nearer how many times larger than on the photo, because it has come closer
 * @param eyesClosed 0, as on the photo, to 1, shut
 */
public record Attitude(double yaw, double pitch, double roll, double nearer, double eyesClosed) {
    /** As on the photo. */
    public static final Attitude STILL = new Attitude(0, 0, 0, 1, 0);

    /** Turned by degrees to its own left; negative: right. */
    public static Attitude turned(double yaw) {
        return new Attitude(yaw, 0, 0, 1, 0);
    }

    public static Attitude nearer(double times) {
        return new Attitude(0, 0, 0, times, 0);
    }

    public static Attitude eyesClosed(double share) {
        return new Attitude(0, 0, 0, 1, share);
    }
}

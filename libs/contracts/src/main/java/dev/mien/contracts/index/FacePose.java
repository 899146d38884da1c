package dev.mien.contracts.index;

/**
 * How a head is held, in degrees.
 *
 * @param yaw to the person's own left
 * @param pitch upwards; a few degrees of it are the shape of the face
 * @param roll clockwise on the picture
 */
public record FacePose(double yaw, double pitch, double roll) {}

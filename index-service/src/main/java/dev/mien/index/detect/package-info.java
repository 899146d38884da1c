/**
 * Finds faces and their landmarks. In: an upright {@link dev.mien.index.intake.Picture}. Out: the one face that
 * dominates with its landmarks, or that there is none, or that there are rivals. Coordinates are the picture's, in
 * pixels.
 *
 * <p>Never here: whether the face is good enough, alive, or known.
 */
package dev.mien.index.detect;

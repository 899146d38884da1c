/**
 * Whether the frames show a living person. In: the landmarks of each frame, the pixels of its eyes, and what the
 * session asked for. Out: whether the steps were seen, in order; how alive a frame looks.
 *
 * <p>The active check sees movement that a flat picture cannot make: a nose that moves against the plane of eyes and
 * mouth, lids that shut. It asks for what the session's random challenge says, in that order, and for nothing else.
 * What was tested and what was not: docs/liveness.md.
 *
 * <p>Never here: who it is.
 */
package dev.mien.index.liveness;

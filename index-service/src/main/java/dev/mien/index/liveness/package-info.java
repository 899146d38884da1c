/**
 * Whether the frames show a living person. In: the landmarks of all frames, and what the session asked for. Out: what was
 * checked and how it went.
 *
 * <p>Until a check exists the only answer is {@link dev.mien.index.liveness.LivenessResult.NotChecked}; a policy that asks
 * for a check is refused where it is set, and nothing here says that a check was passed that never ran.
 */
package dev.mien.index.liveness;

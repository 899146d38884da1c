/**
 * Calls to index-service: from frames to a sealed probe, and from a sealed probe to a stored template.
 *
 * <p>In: frames of this request, and the context that they came with. Out: what was seen and found. Never here: a
 * template, or a frame after the call.
 */
package dev.mien.enrollment.index;

/**
 * The one entry to seeing faces. In: the frames of one request. Out: one template and what was seen in each frame, or
 * why there is none, or that too many are waiting.
 *
 * <p>Each frame is decoded, detected, checked, aligned and embedded by one worker in one go; frames of a request run beside
 * each other. Pixels live only within that.
 *
 * <p>Never here: applications, policies' names, HTTP, storage; what a score means is asked of the profile's calibration.
 */
package dev.mien.index.face;

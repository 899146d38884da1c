/**
 * Enrolling (P1, P3): from the parts of one request to a new identity, or to the reason why there is none.
 *
 * <p>In: frames and what the person says, under the gateway's context. Out: one Facial ID, active, or a refusal. The order is
 * the promise: the session before anything else, consent before any pixel, pending before the template, the template
 * before active. Never here: a frame after its request; a score in an answer.
 */
package dev.mien.enrollment.enroll;

/**
 * The JSON that a Facial ID is linked to.
 *
 * <p>In: text, kept verbatim. Out: the same text, to whoever confirms that the person is active. Never here: an
 * interpretation of it, a copy of it in an event or a log.
 */
package dev.mien.enrollment.payload;

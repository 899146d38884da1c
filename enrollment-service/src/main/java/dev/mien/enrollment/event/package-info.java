/**
 * Events of this service, and the one that wakes it.
 *
 * <p>In: what just changed, within its transaction. Out: rows of the outbox. Never here: a payload, a score, anything of a
 * face; an event outside a transaction.
 */
package dev.mien.enrollment.event;

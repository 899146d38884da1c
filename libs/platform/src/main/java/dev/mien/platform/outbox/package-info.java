/**
 * Events that leave with a commit. {@link dev.mien.platform.outbox.Outbox} writes an event in the transaction of the
 * change that it tells of; {@link dev.mien.platform.outbox.Relay} delivers it, at least once and in order for each key.
 * Never here: an event without a transaction.
 */
package dev.mien.platform.outbox;

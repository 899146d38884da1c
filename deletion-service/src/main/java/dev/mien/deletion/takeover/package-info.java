/**
 * What a ledger does that may have been restored from a backup: it waits until every holder has reported, and takes
 * over what a holder has applied and it has lost, before it gives a number or an answer to anyone.
 *
 * <p>In: that a holder has reported; entries. Out: a gate. Never here: the giving of numbers.
 */
package dev.mien.deletion.takeover;

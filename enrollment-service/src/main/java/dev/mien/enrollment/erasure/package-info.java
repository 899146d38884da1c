/**
 * The end of a life (P4 to P7): told by deletion-service, read from the ledger, or asked for when an enrollment is
 * undone.
 *
 * <p>In: numbers of the ledger. Out: the end of <em>active</em>, one {@code erasure.requested} for each number, and then
 * nothing at all. Never here: an end without a number that holds beyond the sweep; a Facial ID that outlives its purge.
 */
package dev.mien.enrollment.erasure;

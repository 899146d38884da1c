/**
 * Holders follow the ledger here: they report how far they are, and are told what to do.
 *
 * <p>In: polls, hand-overs. Out: pages of entries, and each holder's word by progress. Never here: how an erasure
 * completes.
 */
package dev.mien.deletion.holders;

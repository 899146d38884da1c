/**
 * The ledger of what must not be: numbers without gaps, in commit order, one for each subject.
 *
 * <p>In: subjects to be erased; entries that a restored ledger lost and a holder still has. Out: entries, with the subject
 * unsealed while its erasure is in progress. Never here: how an erasure goes on, who confirms it; and no Facial ID in
 * clear in any table.
 */
package dev.mien.deletion.ledger;

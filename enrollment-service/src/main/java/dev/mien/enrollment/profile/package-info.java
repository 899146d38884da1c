/**
 * The state machine of each Facial ID, and what a backend may see of it.
 *
 * <p>In: transitions, each a compare-and-set in its caller's transaction. Out: the rows' states. Never here: a transition
 * that does not name the state it starts from; a deletion outside the ledger's purge.
 */
package dev.mien.enrollment.profile;

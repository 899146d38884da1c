/**
 * Templates that learn: another occasion of the same face joins the mean, under the head's lock, in one transaction,
 * and is compared with everybody else before (protocol.md, P2); nobody who is in the ledger (P4), no probe twice. In: a
 * sealed probe. Out: how many occasions a template has. Never here: whether a policy wants it, or the person has agreed
 * to it; auth- and enrollment-service ask that before.
 */
package dev.mien.index.learn;

/**
 * Consent: no enrollment without an explicit one to the current terms.
 *
 * <p>In: what the request says. Out: a row that proves what was agreed to, when, and whose word that is. Never here: a
 * consent that is taken for granted.
 */
package dev.mien.enrollment.consent;

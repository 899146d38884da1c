/**
 * Imports and what became of their lines.
 *
 * <p>In: an importer's legal basis; outcomes, each in the transaction that brings it about. Out: progress, results, and which
 * lines are missing. Never here: a picture; the own key of somebody who was erased, but for a keyed hash that keeps
 * them from coming back.
 */
package dev.mien.enrollment.imports;

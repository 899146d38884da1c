/**
 * The moment of truth (P10): one person, found active, by the database's own clock, while the row is locked.
 *
 * <p>In: a Facial ID. Out: the moment, and what is linked to the person. Never here: a memory of an earlier answer.
 */
package dev.mien.enrollment.confirm;

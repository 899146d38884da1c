/**
 * Enrolling from an import: one line at a time, by the ordinary way of every enrollment.
 *
 * <p>In: one picture with the importer's own key for it. Out: its result, which stays the same however often it is sent.
 * Never here: a picture after its line; another way to become active than everybody else's.
 */
package dev.mien.enrollment.bulk;

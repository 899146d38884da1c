/**
 * Takes up what a crash left behind.
 *
 * <p>In: the clock. Out: undone enrollments, and expired rows gone. Never here: the deletion of a profile, pending or not.
 */
package dev.mien.enrollment.sweep;

/** Imports: one line after another, and what stays of each. */
package dev.mien.enrollment.bulk;

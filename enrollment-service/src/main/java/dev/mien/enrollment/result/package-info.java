/**
 * Result tokens of enrollments: signed here, redeemed here, once.
 *
 * <p>In: a moment at which the person was found active. Out: a token that says so for a minute. Never here: a score; a
 * token of a moment that nobody looked at.
 */
package dev.mien.enrollment.result;

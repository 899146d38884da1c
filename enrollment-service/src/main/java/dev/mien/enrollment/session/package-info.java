/**
 * What became of each session's enrollment (P3).
 *
 * <p>In: the digest of a request's parts. Out: what an earlier request with the same session came to. Never here: a Facial
 * ID in clear, or anything of the parts themselves.
 */
package dev.mien.enrollment.session;

/**
 * Asking index-service. In: frames. Out: what it saw in them, with candidates. Never here: a decision, or a frame that
 * is kept.
 */
package dev.mien.auth.index;

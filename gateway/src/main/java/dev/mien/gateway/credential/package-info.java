/**
 * Secrets that callers carry: session tokens and API keys.
 *
 * <p>In: an {@code Authorization} header. Out: a token that shows its hash and nothing else. Never here: what a token lets
 * its bearer do.
 */
package dev.mien.gateway.credential;

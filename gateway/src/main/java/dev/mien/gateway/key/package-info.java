/**
 * Secret API keys of backends: made, shown once, looked up by hash, ended.
 *
 * <p>In: an {@code Authorization} header. Out: the application that it speaks for. Never here: a secret in a store, a log
 * or a second answer.
 */
package dev.mien.gateway.key;

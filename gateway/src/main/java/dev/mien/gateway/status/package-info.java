/**
 * {@code /status}: whether the suite is fit for work, for whoever asks.
 *
 * <p>In: every service's readiness. Out: ready or not, and what is waited for. Never here: figures, versions, addresses.
 */
package dev.mien.gateway.status;

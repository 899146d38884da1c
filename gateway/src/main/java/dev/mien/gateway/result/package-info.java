/**
 * {@code POST /v1/result-tokens/redeem}: a backend believes a result once. Decided by the service that signed it.
 *
 * <p>In: a result token. Out: its claims, what is linked to the person, and the figures of the decision. Never here:
 * belief in a token; what it says of itself only tells whom to ask.
 */
package dev.mien.gateway.result;

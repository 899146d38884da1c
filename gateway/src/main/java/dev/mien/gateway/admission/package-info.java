/**
 * How a request comes in. Each route is bound to one credential ({@code @Open}, {@code @ByKey}, {@code @BySession},
 * {@code @ByPerson}); the filter of that credential admits it, and {@link dev.mien.gateway.admission.Turnstile} refuses
 * what nobody has admitted.
 *
 * <p>In: a request. Out: it goes on, or UNAUTHORIZED. Also how often somebody may come ({@link
 * dev.mien.gateway.admission.RateLimiter}) and what is kept of where from ({@link dev.mien.gateway.admission.Network}).
 * Never here: whole addresses, in a store or a log.
 */
package dev.mien.gateway.admission;

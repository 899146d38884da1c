/**
 * Which pages may call. An origin is compared as the text that browsers send, never taken apart to be put together more
 * kindly; CORS names the one origin that was let in.
 *
 * <p>In: the {@code Origin} header and a policy. Out: the origin, or EMPTY_ORIGIN or FORBIDDDEN_ORIGIN. Never here:
 * {@code Referer}, or {@code *}.
 */
package dev.mien.gateway.origin;

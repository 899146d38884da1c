/**
 * Asking for erasures, and telling how far they are. Decided by deletion-service.
 *
 * <p>In: an application and one of its Facial IDs. Out: 200, 202 or 503, and who has confirmed. Never here: an answer
 * before the end of <em>active</em> has been committed (P4).
 */
package dev.mien.gateway.erasure;

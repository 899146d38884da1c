/**
 * {@code POST /v1/authentications}: a browser has its visitor recognized. Decided by auth-service.
 *
 * <p>In: frames, passed on unseen. Out: who it is, with a signed result. Never here: a score, or a reason that grades one.
 */
package dev.mien.gateway.authentication;

/**
 * The gateway's signed word for a request that it has let in.
 *
 * <p>In: who was let in, and the body that goes on. Out: a JWS of half a minute. Never here: what the caller claims.
 */
package dev.mien.gateway.context;

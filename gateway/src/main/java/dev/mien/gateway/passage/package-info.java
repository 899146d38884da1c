/**
 * A browser's operation on its way through: the session begins, the body goes on with the signed context, the session
 * ends or opens again by what was answered.
 *
 * <p>In: a raw body. Out: the deciding service's answer. Never here: an opinion about a face; a copy of a body after the
 * answer.
 */
package dev.mien.gateway.passage;

/**
 * Calls that are sent again ({@code Idempotency-Key}, draft-ietf-httpapi-idempotency-key-header): what happened once
 * does not happen again, and is answered again.
 *
 * <p>In: a key and a body. Out: the call goes on, or its first answer. Never here: a secret, or anything about a person: such
 * answers are not kept.
 */
package dev.mien.gateway.repeat;

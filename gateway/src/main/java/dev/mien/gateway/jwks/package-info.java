/**
 * {@code /.well-known/jwks.json}: the public keys of everything that Mien signs for others.
 *
 * <p>In: the signers' public keys. Out: one JWK set. Never here: a private key.
 */
package dev.mien.gateway.jwks;

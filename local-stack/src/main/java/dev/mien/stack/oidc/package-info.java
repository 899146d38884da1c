/**
 * A small OpenID provider on loopback, for service identities and one console, in Keycloak's shapes.
 *
 * <p>In: client secrets, people, a key. Out: discovery, keys, and access tokens by client credentials or password. Never
 * here: redirects, refresh tokens, user management, any address but loopback. Production has Keycloak; the services
 * refuse this issuer there.
 */
package dev.mien.stack.oidc;

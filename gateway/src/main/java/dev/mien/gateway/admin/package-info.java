/**
 * {@code /v1/admin}: applications of a person's organization, their policies and keys.
 *
 * <p>In: an OIDC access token with roles and an organization. Out: the person's own; somebody else's is as unknown as
 * nobody's. Never here: a Facial ID.
 */
package dev.mien.gateway.admin;

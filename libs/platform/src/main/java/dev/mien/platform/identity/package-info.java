/**
 * Which identity provider a service trusts.
 *
 * <p>In: the provider's address and the kind of deployment. Out: a start, or a refusal to start. Never here: identities.
 */
package dev.mien.platform.identity;

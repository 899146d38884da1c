/**
 * The local stack's OIDC provider for tests, and tokens of anybody.
 *
 * <p>Out: a Quarkus test resource, and {@link dev.mien.testing.oidc.TestOidc} that mints tokens. Never here: anything that
 * production code uses.
 */
package dev.mien.testing.oidc;

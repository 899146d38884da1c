/**
 * Keys for tests, made afresh for each application under test.
 *
 * <p>Out: a Quarkus test resource that names their files. Never here: keys that anything but a test would accept.
 */
package dev.mien.testing.keys;

/**
 * A service's clock in tests.
 *
 * <p>Out: a clock that a test moves; each service makes a bean of its own of it. Never here: beans, which every service
 * whose tests have this on their class path would get.
 */
package dev.mien.testing.clock;

/**
 * The other services in a service's tests.
 *
 * <p>In: a script. Out: a real HTTP server that answers by it, and what it was asked. Never here: what any one service
 * says.
 */
package dev.mien.testing.peer;

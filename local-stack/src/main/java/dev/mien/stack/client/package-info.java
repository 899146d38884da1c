/**
 * A client of the public API: what a person at the console, a page and a backend do.
 *
 * <p>In: the gateway's address. Out: its answers. Never here: anything that a client of the gateway could not do.
 */
package dev.mien.stack.client;

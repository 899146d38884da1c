/**
 * The main job, shown to a person: a face walks through the suite once, by the public API alone.
 *
 * <p>In: a running stack, or a home to start one in, and the sample photos. Out: a line for each step, and an exit code.
 * Never here: anything that a client of the gateway could not do.
 */
package dev.mien.stack.demo;

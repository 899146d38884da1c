/**
 * The command line of the local stack.
 *
 * <p>In: a command, {@code MIEN_HOME} and {@code MIEN_PORT}. Out: a stack that runs, stops, or says how it is. Never here:
 * anything but the words for a person and the exit codes.
 */
package dev.mien.stack;

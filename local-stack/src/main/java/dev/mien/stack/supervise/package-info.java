/**
 * Processes that never outlive their launcher.
 *
 * <p>In: a command, a name, a log file. Out: {@link dev.mien.stack.supervise.Guarded}, which can be stopped, killed,
 * paused and read. Never here: what the process is for, and killing by anything but a process id that is known to be
 * ours.
 */
package dev.mien.stack.supervise;

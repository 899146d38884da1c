/** Parts that are stopped, killed, paused, doubled or restored from a copy. */
package dev.mien.system.faults;

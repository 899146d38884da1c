/**
 * What a local stack consists of, and where each part keeps its things.
 *
 * <p>Out: parts, ports and places. Never here: anything that runs.
 */
package dev.mien.stack.layout;

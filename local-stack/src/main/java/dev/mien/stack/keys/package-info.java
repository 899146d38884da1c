/**
 * The secrets of one local stack, made by its first start and kept in files that only their owner can read.
 *
 * <p>In: a directory. Out: keys and passwords, and the places of their files. Never here: who uses which; that is said in
 * {@code service}.
 */
package dev.mien.stack.keys;

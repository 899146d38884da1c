/**
 * Whether a found face is good enough. In: a face and its picture. Out: figures, and which of them misses its limit.
 *
 * <p>Never here: who it is, whether it lives.
 */
package dev.mien.index.quality;

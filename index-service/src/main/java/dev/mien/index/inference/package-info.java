/**
 * Runs networks, and nothing else. In: floats in a buffer. Out: floats in a buffer. The only room that knows ONNX
 * Runtime.
 *
 * <p>A {@link dev.mien.index.inference.Network} is shared by all; a {@link dev.mien.index.inference.Lane} belongs to one
 * worker and keeps its buffers, which are overwritten after each frame. What ONNX Runtime keeps between runs (its arena
 * of activations) is memory of this process that we cannot overwrite; it is reused by the next run.
 *
 * <p>Never here: what the numbers mean.
 */
package dev.mien.index.inference;

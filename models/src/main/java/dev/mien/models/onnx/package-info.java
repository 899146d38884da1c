/**
 * Writes ONNX model files. In come nodes, weights and shapes; out go bytes that are the same each time for
 * the same graph. It knows nothing of any other model format, and never reads a file.
 */
package dev.mien.models.onnx;

/**
 * Reads the state dictionaries that PyTorch saves, and writes the networks that are described here as ONNX. A pickle is
 * a program; the reader here knows only the few words that build a dictionary of tensors, runs nothing, and refuses
 * every other.
 */
package dev.mien.models.torch;

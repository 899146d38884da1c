/**
 * Reads TensorFlow Lite models and writes them as ONNX, whatever network they hold, as long as it is made of the
 * operations in {@link dev.mien.models.tflite.Operation}; anything else is refused by name, never approximated.
 */
package dev.mien.models.tflite;

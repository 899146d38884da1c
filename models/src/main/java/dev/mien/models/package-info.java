/**
 * The command line of the model tool. It understands arguments and prints; everything else is done by the packages
 * below: {@code profile} → {@code fetch}, {@code convert} ({@code onnx}, {@code tflite}, {@code tfjs}) →
 * {@code install}.
 */
package dev.mien.models;

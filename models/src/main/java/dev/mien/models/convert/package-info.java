/**
 * From an upstream file to ONNX. In come bytes and the conversion that the profile names; out come the bytes of an
 * ONNX model. Nothing here touches a file or the network.
 */
package dev.mien.models.convert;

/**
 * Reads OpenVINO IR, of the versions before and since opsets, and writes it as ONNX. In come the XML and the weights
 * beside it; a layer that is not in {@link dev.mien.models.openvino.IrConverter} is refused by name, never
 * approximated.
 */
package dev.mien.models.openvino;

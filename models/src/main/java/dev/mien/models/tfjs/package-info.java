/**
 * Writes models of TensorFlow.js that consist of weights alone. What is computed with them stands in the JavaScript of
 * face-api; here it is described by hand, one class for each network.
 */
package dev.mien.models.tfjs;

/**
 * Where in a picture the square lies that an embedding network wants to see. In: landmarks. Out: a similarity
 * transform.
 *
 * <p>Never here: pixels; they are drawn once, straight into the network's input.
 */
package dev.mien.index.align;

/**
 * The faces of one application and model profile in memory, to be searched exactly. In: vectors, with the row and the Facial
 * ID that they belong to. Out: hits with scores that are the same number on every machine and replica.
 *
 * <p>Templates lie outside the Java heap and are overwritten before their memory is let go. Never here: locks (whoever owns
 * a gallery keeps writers from readers), SQL, thresholds of a policy.
 */
package dev.mien.index.gallery;

/**
 * What a gallery is: the faces of one application and model profile in memory, to be searched exactly. In: vectors,
 * with the row and the Facial ID that they belong to. Out: hits with scores that are the same number on every machine
 * and replica. How it is done is {@code search}'s.
 *
 * <p>Never here: SQL, thresholds of a policy.
 */
package dev.mien.index.gallery;

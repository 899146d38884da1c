/**
 * Where tests find photos of faces. None of them is in the repository.
 *
 * <p>Out: paths, or a sentence that says what is missing. Never here: pixels.
 */
package dev.mien.testing.faces;

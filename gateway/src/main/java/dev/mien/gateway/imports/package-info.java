/**
 * A backend enrolls many people from pictures that it has ({@code docs/imports.md}).
 *
 * <p>In: a legal basis, then batches of pictures, each with the backend's own key. Out: a result for each, and which are
 * missing. Each picture goes on by itself, under a context of its own: a probe can be stored once for each. Never here:
 * a picture after its batch; a result that enrollment-service did not give.
 */
package dev.mien.gateway.imports;

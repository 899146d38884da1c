/**
 * {@code /v1/facial-ids}: a backend lists, reads, pauses, resumes and erases its own Facial IDs.
 *
 * <p>In: an API key's application. Out: what enrollment-service tells of them. Never here: an id of another application;
 * it is the same 404 as nobody's.
 */
package dev.mien.gateway.facialid;

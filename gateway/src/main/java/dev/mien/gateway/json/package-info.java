/**
 * Reading what callers write: JSON that is exactly what a call takes.
 *
 * <p>In: a body. Out: a record, or INVALID_REQUEST that names the member. Never here: guessing.
 */
package dev.mien.gateway.json;

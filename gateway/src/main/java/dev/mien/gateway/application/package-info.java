/**
 * Applications: sandboxes of faces, each with its policy, paused or active.
 *
 * <p>In: ids and changes. Out: the application as it is in the database now; {@code application.changed} with each change.
 * Never here: who may ask, which is the business of the routes.
 */
package dev.mien.gateway.application;

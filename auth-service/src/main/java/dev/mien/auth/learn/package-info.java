/**
 * What happens to a recognition once it is answered: a certain one is handed on, so that the person's template may
 * learn.
 *
 * <p>In: a sealed probe and who was let in with it. Out: a call to enrollment-service, or nothing. Never here: anything that
 * an answer waits for.
 */
package dev.mien.auth.learn;

/**
 * The engine on photos of people: what it recognizes, whom it confuses, and what it refuses. In: the reference photos
 * and the installed models. Out: figures, printed by the tests that measure them. Never here: a photo in the
 * repository.
 */
package dev.mien.index.photos;

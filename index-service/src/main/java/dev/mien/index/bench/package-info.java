/**
 * What one frame costs on this machine ({@code ./mien bench engine}), what a search does, and what loading an index
 * takes ({@code ./mien bench index}). In: the models and a photo with one face; nobody's faces, drawn with a seed; an
 * empty database. Out: lines of figures, beside what they should be. Never here: anything that the service itself uses.
 */
package dev.mien.index.bench;

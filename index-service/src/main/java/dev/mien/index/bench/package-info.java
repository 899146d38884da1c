/**
 * What one frame costs on this machine ({@code ./mien bench engine}), and what a search does ({@code ./mien bench
 * index}). In: the models and a photo with one face; nobody's faces, drawn with a seed. Out: lines of figures. Never
 * here: anything that the service itself uses.
 */
package dev.mien.index.bench;

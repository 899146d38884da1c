/**
 * An application's index in figures: how large it is, how it grows, what searching it costs, and how near it is to
 * where a face alone tells nobody apart any more. Never here: anything about one person.
 */
package dev.mien.index.figures;

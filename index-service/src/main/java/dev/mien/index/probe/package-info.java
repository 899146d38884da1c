/**
 * From the frames of one request to its probe: analysis and catching up side by side, then the search, then the seal.
 * In: a verified request context and frames. Out: {@link dev.mien.contracts.index.ProbeAnswer}. Never here: a write
 * about a face.
 */
package dev.mien.index.probe;

/**
 * Templates and probes as they may rest. In: a {@link dev.mien.index.vault.FaceVector}. Out: ciphertext that opens only
 * where it belongs (application, Facial ID, profile; for a probe also purpose and request), and a keyed hash of each
 * row.
 *
 * <p>Beside {@code platform.crypto} this is the only room that does cryptography. Never here: SQL about templates, search,
 * a vector that outlives its use.
 */
package dev.mien.index.vault;

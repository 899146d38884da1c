/**
 * The internal API of index-service: from frames to a probe, and from a probe to a stored template. A template itself
 * has no type here: nothing biometric leaves index-service but the sealed probe, which only index-service can open.
 */
package dev.mien.contracts.index;

/**
 * The lives of keys. An application's key lives for an epoch; then the next one wraps the keys of all living templates,
 * and the old one is destroyed on its day, when the backups of its time have run out. From that day on whoever was
 * erased in that epoch is unreadable in every copy that anybody kept, provided that the key-encryption keys of that
 * time went too: of those that are mounted the operator is reminded. Never here: an open template, or a key in the
 * clear.
 */
package dev.mien.index.epoch;

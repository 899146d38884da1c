/**
 * The index file: one application's templates, sealed under a key of the file's own (docs/index-format.md). In:
 * templates, or the bytes of a file with its key. Out: the bytes, or the templates again, each in its place or none at
 * all. The service and {@code ./mien index} share it. Never here: SQL, or anything that needs a container.
 */
package dev.mien.index.file;

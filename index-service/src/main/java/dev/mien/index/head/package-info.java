/**
 * The tables of an index: its head, its templates, and the log of what was erased. Whoever changes an application's
 * index holds its head's lock, takes the next number and leaves count and checksum right. Never here: an open template,
 * memory of replicas.
 */
package dev.mien.index.head;

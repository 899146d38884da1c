/**
 * People who come with an index file from another installation: each becomes pending, then is stored, then active, in
 * the order of every enrollment, on the basis that the importer states. In: parts of a file, which index-service alone
 * can open. Out: how far the import is. Never here: a template, or a key beyond the call that it came with.
 */
package dev.mien.enrollment.carried;

/**
 * How an index file lies on a line, as far as one can tell without its key: an opening with a header, then sealed parts
 * (docs/index-format.md). For whoever passes such a file on in pieces. Never here: a key, or what is in a part.
 */
package dev.mien.platform.indexfile;

/** How contract values look in JSON: identifiers are plain strings. */
package dev.mien.platform.json;

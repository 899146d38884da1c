/** Keys and what is done with them. Keys come in as files; nothing here prints, serializes or keeps one longer than needed. */
package dev.mien.platform.crypto;

/** Models that tests make themselves, so that what is said of anybody's own model is tried without downloading one. */
package dev.mien.index.own;

/** E3: what a person's template looks like, looked for where it must not be any more: in memory, dumps and files. */
package dev.mien.index.canary;

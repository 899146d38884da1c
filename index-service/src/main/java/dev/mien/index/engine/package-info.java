/**
 * What the engines have in common, so that nobody at the door knows which one runs: probe and search, store, erase,
 * count. An application chose its engine when it was created, and its policy names it. Never here: how any of them does
 * it.
 */
package dev.mien.index.engine;

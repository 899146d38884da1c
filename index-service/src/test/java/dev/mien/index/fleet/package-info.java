/** Replicas as processes of their own, that are paused and killed while everything goes on. */
package dev.mien.index.fleet;

/**
 * What one frame costs on this machine: {@code ./mien bench engine}. In: the models and a photo with one face. Out: lines of
 * figures. Never here: anything that the service itself uses.
 */
package dev.mien.index.bench;

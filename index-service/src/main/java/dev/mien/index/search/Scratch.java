package dev.mien.index.search;

/**
 * What one thread needs to scan a segment: distances, and who is left. Nothing of a face: distances are no template.
 */
final class Scratch {
    final int[] distances = new int[Segment.FACES];
    final int[] slots = new int[Segment.FACES + Kernel.STEP];
    /** Keeps reads alive that are made for the cache's sake. */
    long touched;
}

package dev.mien.index.report;

/** How alike two photos' templates are: cosines, by the photos' numbers. */
@FunctionalInterface
interface Scores {
    double of(int one, int other);
}

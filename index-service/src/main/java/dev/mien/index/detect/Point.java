package dev.mien.index.detect;

/** A place in a picture, in pixels. */
public record Point(double x, double y) {}

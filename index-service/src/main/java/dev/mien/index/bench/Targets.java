package dev.mien.index.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What the index has set out to reach: the only place where it stands, printed beside what was measured. */
final class Targets {
    /** Faces among which searches are measured against reading 64 bytes of each once. */
    static final int MILLION = 1_000_000;

    /** A search among ten million faces, in searches among one million. */
    static final double TEN_TIMES_THE_FACES = 13;
    /** In memory, among ten million faces. */
    static final double INSERT_MICROS = 30;

    static final double ERASE_MICROS = 10;
    /** A million faces from PostgreSQL. */
    static final double LOAD_SECONDS = 60;
    /** Of a face, whatever its dimensions, beside its row. */
    static final double BYTES_BESIDE_ROW = 110;
    /** The 99th percentile of searches while somebody writes, in the one while nobody does. */
    static final double TAIL_WHILE_WRITING = 1.5;
    /** Pairs at the floor, at six standard deviations. */
    static final int LOST = 0;

    private static final List<Searching> SEARCHING = List.of(
            new Searching(128, .943, 1.2, 1.8),
            new Searching(128, .954, 1.2, 1.8),
            new Searching(256, .43, 1.5, 3.7),
            new Searching(256, .50, 1.1, 2.2),
            new Searching(512, .40, 1.9, 2.8),
            new Searching(512, .47, 1.9, 2.8));

    private Targets() {}

    /** A search among a million faces, in reads of 64 bytes a face. */
    private record Searching(int dimensions, double floor, double vector, double loops) {}

    /** The floors that are measured: the ones that there are targets for, the lowest first. */
    static double[] floors(int dimensions) {
        return SEARCHING.stream()
                .filter(each -> each.dimensions() == dimensions)
                .mapToDouble(Searching::floor)
                .toArray();
    }

    /** Reads that a search among a million may take; empty for what is compared with, and {@code scalar}. */
    static OptionalDouble reads(int dimensions, double floor, String by) {
        return SEARCHING.stream()
                .filter(each -> each.dimensions() == dimensions && each.floor() == floor)
                .filter(each -> by.equals("vector") || by.equals("loops"))
                .mapToDouble(each -> by.equals("vector") ? each.vector() : each.loops())
                .findAny();
    }

    /** How a figure compares with the largest that would do, where it is held against that; else nothing. */
    static String verdict(boolean held, double figure, double most) {
        return held ? " " + verdict(figure, most) : "";
    }

    private static String verdict(double figure, double most) {
        String number = most == Math.rint(most) ? Long.toString((long) most) : Double.toString(most);
        return String.format(Locale.ROOT, "(target %s %s)", number, figure <= most ? "ok" : "over");
    }
}

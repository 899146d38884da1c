package dev.mien.index.report;

import java.util.Locale;

/**
 * How scores are distributed, as a picture (SVG): pairs of two people and of one, each as shares of their own, over the
 * range in which there are any.
 */
final class Distribution {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int LEFT = 50;
    private static final int TOP = 40;
    private static final int PLOT_WIDTH = 690;
    private static final int PLOT_HEIGHT = 200;

    /** Steps that can still be told apart. */
    private static final int STEPS_MAX = 70;

    private static final int TICKS = 8;
    private static final String STRANGERS = "#1f6f8b";
    private static final String MATES = "#b3541e";

    private final StringBuilder svg = new StringBuilder();
    private final Verification scores;
    private final int first;
    private final int grouped;
    private final int steps;

    private Distribution(Verification scores) {
        this.scores = scores;
        int low = 0;
        while (low < Verification.BINS - 1 && scores.genuine()[low] + scores.impostor()[low] == 0) {
            low++;
        }
        this.first = low;
        this.grouped = Math.ceilDiv(Verification.BINS - low, STEPS_MAX);
        this.steps = Math.ceilDiv(Verification.BINS - low, grouped);
    }

    static String of(String profile, Verification scores) {
        return new Distribution(scores).draw(profile);
    }

    private String draw(String profile) {
        double[] impostor = shares(scores.impostor());
        double[] genuine = shares(scores.genuine());
        double highest = 0;
        for (int step = 0; step < steps; step++) {
            highest = Math.max(highest, Math.max(impostor[step], genuine[step]));
        }
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                WIDTH, HEIGHT);
        line("<title>Scores of the profile %s</title>", profile);
        line("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
        line("<text x=\"%d\" y=\"20\" fill=\"%s\">two people</text>", LEFT, STRANGERS);
        line("<text x=\"%d\" y=\"20\" fill=\"%s\">one person</text>", LEFT + 90, MATES);
        steps(impostor, highest, STRANGERS);
        steps(genuine, highest, MATES);
        axis();
        thresholds();
        return svg.append("</svg>\n").toString();
    }

    private void axis() {
        int base = TOP + PLOT_HEIGHT;
        for (int tick = 0; tick <= TICKS; tick++) {
            double score = from() + (1 - from()) * tick / TICKS;
            line("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.2f</text>", x(score), base + 18, score);
        }
        line(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">similarity; shares of pairs in steps of %.3f</text>",
                LEFT + PLOT_WIDTH / 2, base + 38, grouped * Verification.BIN);
        line("<path d=\"M%d %d h%d\" stroke=\"black\" fill=\"none\"/>", LEFT, base, PLOT_WIDTH);
    }

    private void thresholds() {
        int row = 0;
        for (Verification.Line at : scores.lines()) {
            double x = x(Math.clamp(at.threshold().score(), from(), 1));
            String rate =
                    String.format(Locale.ROOT, "%.0e", at.threshold().fmr()).replace("e-0", "e-");
            line(
                    "<path d=\"M%.1f %d V%d\" stroke=\"#777\" stroke-dasharray=\"3 3\" fill=\"none\"/>",
                    x, TOP, TOP + PLOT_HEIGHT);
            line(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"end\" fill=\"#555\" font-size=\"10\">FMR %s</text>",
                    x - 3, TOP + 10 + 12 * row++, rate);
        }
    }

    private void steps(double[] shares, double highest, String colour) {
        StringBuilder path = new StringBuilder();
        for (int step = 0; step < steps; step++) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f H%.1f",
                    step == 0 ? "M" : " L",
                    x(edge(step)),
                    TOP + PLOT_HEIGHT * (1 - shares[step] / highest),
                    x(Math.min(1, edge(step + 1)))));
        }
        line("<path d=\"%s\" stroke=\"%s\" stroke-width=\"1.5\" fill=\"none\"/>", path, colour);
    }

    /** Of all pairs of a kind, by step. */
    private double[] shares(long[] counts) {
        long all = 0;
        double[] shares = new double[steps];
        for (int bin = first; bin < counts.length; bin++) {
            all += counts[bin];
            shares[(bin - first) / grouped] += counts[bin];
        }
        for (int step = 0; step < steps; step++) {
            shares[step] /= Math.max(1, all);
        }
        return shares;
    }

    private double from() {
        return edge(0);
    }

    private double edge(int step) {
        return -1 + (first + step * grouped) * Verification.BIN;
    }

    private double x(double score) {
        return LEFT + PLOT_WIDTH * (score - from()) / (1 - from());
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

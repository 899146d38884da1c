package dev.mien.index.report;

import dev.mien.index.profile.Calibration;
import dev.mien.index.resolve.Calibrated;
import dev.mien.index.resolve.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Searches among N people (1:N), decided as authentications are. People stand in a circle, in the order of their
 * labels; each is enrolled by the first photo. A person's other photos are searched for among that person and those
 * who follow; every photo is searched for among those who follow alone. So each photo is searched for once, and no
 * chance is in it.
 */
record Identification(List<Line> lines) {
    private static final int[] SIZES = {10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000};

    /**
     * The least lead of one over another, as auth-service has it: scores over int8 templates may be off by half of
     * it.
     */
    private static final double LEAST_MARGIN = 0.008;

    /**
     * @param searched N
     * @param recognizes whether a search among so many is allowed to recognize anybody
     * @param extrapolated whether the threshold is below what the calibration has pairs for
     * @param missed searches for somebody who was enrolled that did not end with that person
     * @param named searches for somebody who was not enrolled that found anybody at or above the threshold
     */
    record Line(int searched, double threshold, boolean recognizes, boolean extrapolated, Share missed, Share named) {}

    /** @param persons of each photo */
    static Identification of(List<String> persons, Scores scores, Calibration calibration, double fpir) {
        Map<String, List<Integer>> photos = new LinkedHashMap<>();
        for (int photo = 0; photo < persons.size(); photo++) {
            photos.computeIfAbsent(persons.get(photo), _ -> new ArrayList<>()).add(photo);
        }
        List<List<Integer>> circle = List.copyOf(photos.values());
        TreeSet<Integer> sizes = new TreeSet<>(List.of(circle.size()));
        for (int size : SIZES) {
            if (size < circle.size()) {
                sizes.add(size);
            }
        }
        return new Identification(sizes.stream()
                .map(size -> line(circle, size, scores, calibration, fpir))
                .toList());
    }

    private static Line line(
            List<List<Integer>> circle, int size, Scores scores, Calibration calibration, double fpir) {
        Limits limits = Limits.ofSearch(new Calibrated(calibration), fpir, size);
        long mated = 0;
        long missed = 0;
        long others = 0;
        long named = 0;
        for (int person = 0; person < circle.size(); person++) {
            List<Integer> own = circle.get(person);
            for (int photo : own.subList(1, own.size())) {
                mated++;
                missed += findsMate(circle, person, size, photo, scores, limits) ? 0 : 1;
            }
            // Among all there is nobody left who is not enrolled.
            for (int photo : size < circle.size() ? own : List.<Integer>of()) {
                others++;
                named += best(circle, person + 1, size, photo, scores) >= limits.threshold() ? 1 : 0;
            }
        }
        return new Line(
                size,
                limits.threshold(),
                size <= calibration.largestSearch(fpir),
                calibration.forIdentification(fpir, size).extrapolated(),
                new Share(missed, mated),
                new Share(named, others));
    }

    private static boolean findsMate(
            List<List<Integer>> circle, int person, int size, int photo, Scores scores, Limits limits) {
        double mate = scores.of(photo, circle.get(person).getFirst());
        double next = best(circle, person + 1, size - 1, photo, scores);
        boolean ambiguous =
                next >= limits.floor() && mate - next <= Math.max(LEAST_MARGIN, limits.threshold() - limits.floor());
        return mate >= limits.threshold() && mate > next && !ambiguous;
    }

    /** The highest score among so many people from that one on; -1 among nobody. */
    private static double best(List<List<Integer>> circle, int from, int people, int photo, Scores scores) {
        double best = -1;
        for (int step = 0; step < people; step++) {
            best = Math.max(
                    best,
                    scores.of(photo, circle.get((from + step) % circle.size()).getFirst()));
        }
        return best;
    }
}

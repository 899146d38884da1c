package dev.mien.index.report;

import dev.mien.index.profile.ModelProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the accuracy of a profile was measured to be, for people to read. */
final class AccuracyPage {
    private static final String MEASURED = """
            %,d photos of %,d people. Intervals are those of Clopper and Pearson at 95 %%; they take comparisons for \
            independent, which those of one photo are not quite, so the truth may lie a little outside. Thresholds are \
            those in force: from each profile's own calibration, not from these photos.""";

    private static final String SEARCHED = """
            A search among more than %,d is not decided by the face alone: beyond that the calibration has no pairs, or \
            every second genuine comparison is turned away. A miss is a search that did not end with the enrolled person, \
            whatever the reason: below the threshold, or another one within the collision margin.""";

    private final Page page = new Page();
    private final double fpir;

    AccuracyPage(People people, double fpir) {
        this.fpir = fpir;
        page.heading(1, "Accuracy on labelled photos");
        page.paragraph(String.format(Locale.ROOT, MEASURED, people.photos().size(), people.count()));
    }

    /** @param picture the file of the distributions, beside the page */
    void add(
            ModelProfile profile, Seen seen, Verification verification, Identification identification, String picture) {
        page.heading(2, "Profile " + profile.name());
        page.paragraph(refusals(seen));
        page.paragraph("![How scores are distributed](" + picture + ")");
        verification(verification);
        identification(profile, identification);
    }

    String text() {
        return page.toString();
    }

    private static String refusals(Seen seen) {
        int refused =
                seen.refused().values().stream().mapToInt(Integer::intValue).sum();
        Share share = new Share(refused, refused + seen.persons().size());
        List<String> reasons = new ArrayList<>();
        for (Map.Entry<String, Integer> reason : seen.refused().entrySet()) {
            reasons.add(reason.getKey() + " " + reason.getValue());
        }
        return "Photos of which no template was made (FTX): " + share.text()
                + (reasons.isEmpty() ? "." : ": " + String.join(", ", reasons) + ".");
    }

    private void verification(Verification verification) {
        page.heading(3, "One against one");
        page.table(
                List.of("FMR by calibration", "threshold", "false non-matches (FNMR)", "false matches (FMR) here"),
                verification.lines().stream()
                        .map(line -> List.of(
                                rate(line.threshold().fmr())
                                        + (line.threshold().extrapolated() ? ", extrapolated" : ""),
                                score(line.threshold().score()),
                                line.falseNonMatches().text(),
                                line.falseMatches().text()))
                        .toList());
    }

    private void identification(ModelProfile profile, Identification identification) {
        long largest = profile.calibration().largestSearch(fpir);
        page.heading(3, "One among N, at a target FPIR of " + rate(fpir));
        page.paragraph(String.format(Locale.ROOT, SEARCHED, largest));
        page.table(
                List.of("N", "threshold", "misses (FNIR)", "strangers who were found (FPIR) here"),
                identification.lines().stream()
                        .map(line -> List.of(
                                String.format(Locale.ROOT, "%,d", line.searched()),
                                score(line.threshold()) + (line.extrapolated() ? ", extrapolated" : ""),
                                line.recognizes() ? line.missed().text() : "nobody is recognized",
                                line.recognizes() ? line.named().text() : "–"))
                        .toList());
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, "%.0e", rate).replace("e-0", "e-");
    }

    private static String score(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }
}

package dev.mien.index.report;

import dev.mien.index.report.Presentations.Presentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the guards were measured to turn away, for people to read. */
final class LivenessPage {
    private static final String MEASURED = """
            %,d photos of people in the flesh, %,d attacks. Single photos can be judged by the passive check alone; the \
            active challenge needs frames of somebody who performs it, and is not measured here. Nothing is said of kinds \
            of attack that are not in the tables, nor of pictures that are fed into the browser instead of a camera. \
            Intervals are those of Clopper and Pearson at 95 %%.""";

    private final Page page = new Page();

    LivenessPage(Presentations presentations) {
        long live = presentations.all().stream().filter(Presentation::live).count();
        page.heading(1, "Liveness on labelled photos");
        page.paragraph(
                String.format(Locale.ROOT, MEASURED, live, presentations.all().size() - live));
    }

    void add(String profile, PassiveGuard guard) {
        page.heading(2, "Profile " + profile);
        if (guard.checked()) {
            check(guard);
        } else {
            page.paragraph("The profile fills no role \"liveness\": a policy cannot ask it for the passive check.");
        }
        portraits(guard);
    }

    String text() {
        return page.toString();
    }

    private void check(PassiveGuard guard) {
        List<List<String>> rows = new ArrayList<>();
        for (String attack : guard.attacks()) {
            rows.add(List.of(
                    attack,
                    "APCER " + guard.takenForAlive(attack).text(),
                    guard.noResponse(attack).text()));
        }
        rows.add(List.of(
                Presentations.LIVE,
                "BPCER " + guard.takenForAttacks().text(),
                guard.noResponse(Presentations.LIVE).text()));
        page.heading(3, "The passive check");
        page.table(List.of("kind", "classified wrongly", "turned away by another guard before"), rows);
    }

    private void portraits(PassiveGuard guard) {
        page.heading(3, "Portraits that each guard turned away");
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, Share> turned : guard.portraitsTurnedAway().entrySet()) {
            rows.add(List.of(turned.getKey(), turned.getValue().text()));
        }
        if (rows.isEmpty()) {
            page.paragraph(String.format(Locale.ROOT, "None of %,d.", guard.live()));
        } else {
            page.table(List.of("guard", "of all people in the flesh"), rows);
        }
    }
}

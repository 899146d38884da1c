package dev.mien.index.report;

import dev.mien.contracts.context.Liveness;
import dev.mien.index.embed.Asked;
import dev.mien.index.face.Analysis;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.Requirements;
import dev.mien.index.report.Presentations.Presentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What turned which photos away: the guards in their order, the passive check last. ISO/IEC 30107-3 counts errors of
 * the check among those that got as far as it.
 *
 * @param checked whether the profile fills a role for the passive check at all
 */
record PassiveGuard(boolean checked, List<Judged> all) {
    /** @param turnedAwayBy a guard's name; empty for a photo that passed all */
    record Judged(String kind, Optional<String> turnedAwayBy) {
        boolean reachedTheCheck() {
            return turnedAwayBy.isEmpty() || turnedAwayBy.get().equals(Guard.PASSIVE);
        }
    }

    static PassiveGuard of(Presentations presentations, FaceEngine engine) {
        boolean checked = engine.checks(Liveness.PASSIVE);
        Requirements wanted =
                checked ? new Requirements(Asked.NOTHING, Liveness.PASSIVE, List.of()) : Requirements.TEMPLATE;
        List<Judged> all = new ArrayList<>();
        for (Presentation one : presentations.all()) {
            all.add(new Judged(
                    one.kind(),
                    switch (Seen.look(engine, one.file(), wanted)) {
                        case Analysis.Analysed analysed -> {
                            analysed.template().close();
                            yield Optional.empty();
                        }
                        case Analysis.Refused refused -> Optional.of(Guard.of(refused));
                        case Analysis.Busy _ -> throw new IllegalStateException("one photo at a time always has room");
                    }));
        }
        return new PassiveGuard(checked, all);
    }

    /** Kinds of attack, by name. */
    List<String> attacks() {
        return all.stream()
                .map(Judged::kind)
                .filter(kind -> !kind.equals(Presentations.LIVE))
                .distinct()
                .sorted()
                .toList();
    }

    /** How many of a kind other guards turned away before it came to the check. */
    Share noResponse(String kind) {
        List<Judged> of = of(kind);
        return new Share(of.stream().filter(one -> !one.reachedTheCheck()).count(), of.size());
    }

    /** APCER: attacks of a kind that the check took for alive, among those that it judged. */
    Share takenForAlive(String kind) {
        List<Judged> judged = of(kind).stream().filter(Judged::reachedTheCheck).toList();
        return new Share(
                judged.stream().filter(one -> one.turnedAwayBy().isEmpty()).count(), judged.size());
    }

    /** BPCER: people in the flesh whom the check took for an attack, among those whom it judged. */
    Share takenForAttacks() {
        Share alive = takenForAlive(Presentations.LIVE);
        return new Share(alive.trials() - alive.hits(), alive.trials());
    }

    /** How many people in the flesh each guard turned away, by its name; the first one that did counts. */
    Map<String, Share> portraitsTurnedAway() {
        List<Judged> live = of(Presentations.LIVE);
        Map<String, Long> counts = new TreeMap<>();
        live.forEach(one -> one.turnedAwayBy().ifPresent(guard -> counts.merge(guard, 1L, Long::sum)));
        Map<String, Share> shares = new TreeMap<>();
        counts.forEach((guard, count) -> shares.put(guard, new Share(count, live.size())));
        return shares;
    }

    long live() {
        return of(Presentations.LIVE).size();
    }

    private List<Judged> of(String kind) {
        return all.stream().filter(one -> one.kind().equals(kind)).toList();
    }
}

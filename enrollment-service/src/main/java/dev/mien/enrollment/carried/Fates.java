package dev.mien.enrollment.carried;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.OpenedTemplate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The fates of some parts' templates, by their offsets. Not thread safe. */
final class Fates {
    private final List<OpenedTemplate> templates;
    private final Map<Integer, Fate> byOffset = new HashMap<>();

    Fates(OpenedParts parts) {
        this.templates = parts.templates();
    }

    void set(int offset, Fate fate) {
        byOffset.put(offset, fate);
    }

    boolean is(OpenedTemplate one, Fate fate) {
        return byOffset.get(one.offset()) == fate;
    }

    /** Those of that fate, in the file's order. */
    List<OpenedTemplate> of(Fate fate) {
        return templates.stream().filter(one -> is(one, fate)).toList();
    }

    boolean any(Fate fate) {
        return byOffset.containsValue(fate);
    }

    /** Who comes with two templates, moving between model profiles, does not become active by one of them (P12). */
    void settle() {
        spread(Fate.DUPLICATE, Fate.UNDECIDED);
        spread(Fate.DUPLICATE, Fate.STORE);
        spread(Fate.UNDECIDED, Fate.STORE);
    }

    private void spread(Fate fate, Fate over) {
        Set<FacialId> people = of(fate).stream().map(OpenedTemplate::facialId).collect(Collectors.toSet());
        of(over).stream().filter(one -> people.contains(one.facialId())).forEach(one -> set(one.offset(), fate));
    }

    Map<Fate, Integer> count() {
        Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
        byOffset.values().forEach(fate -> counts.merge(fate, 1, Integer::sum));
        return counts;
    }
}

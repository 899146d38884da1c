package dev.mien.index.engine;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.ledger.Holder;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Tx;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The engines of this service. To the ledger they are one holder: what one of them still has is not erased. */
public final class Engines implements Holder {
    private final Map<Engine, FacialEngine> byKind = new EnumMap<>(Engine.class);
    private final List<FacialEngine> all;

    /** @param engines in the order in which they take their locks when something is erased */
    public Engines(List<FacialEngine> engines) {
        all = List.copyOf(engines);
        all.forEach(engine -> byKind.put(engine.kind(), engine));
    }

    /** The engine of the application that a request is about. @throws Refusal 503 when the operator does not let it run */
    public FacialEngine of(RequestContext context) {
        FacialEngine engine = byKind.get(context.policy().engine());
        if (engine == null || !engine.enabled()) {
            throw Refusal.of(
                    Code.PROCESSING_ERR,
                    503,
                    "The policy's engine, " + context.policy().engine() + ", is not enabled in index-service.");
        }
        return engine;
    }

    /** Those that an application can be created with. */
    public Set<Engine> enabled() {
        return all.stream()
                .filter(FacialEngine::enabled)
                .map(FacialEngine::kind)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void lock(Tx tx, LedgerEntry entry) {
        all.forEach(engine -> engine.holder().lock(tx, entry));
    }

    @Override
    public Map<String, Integer> purge(Tx tx, LedgerEntry entry, SubjectHash hash) {
        Map<String, Integer> removed = new TreeMap<>();
        all.forEach(engine -> engine.holder()
                .purge(tx, entry, hash)
                .forEach((kind, rows) -> removed.merge(kind, rows, Integer::sum)));
        return removed;
    }

    @Override
    public boolean passed(long number) {
        return all.stream().allMatch(engine -> engine.holder().passed(number));
    }

    @Override
    public void restored(Tx tx) {
        all.forEach(engine -> engine.holder().restored(tx));
    }
}

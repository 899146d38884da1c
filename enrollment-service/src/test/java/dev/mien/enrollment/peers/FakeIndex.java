package dev.mien.enrollment.peers;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.Estimates;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.contracts.index.StoredParts;
import dev.mien.contracts.index.TemplateAnswer;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** index-service by script. */
public final class FakeIndex extends JsonPeer {
    public static final String PROBES = "/probes";
    public static final String STORES = "/templates";
    public static final String OPENINGS = "/index/parts/openings";
    public static final String PART_STORES = "/index/parts/stores";
    public static final double THRESHOLD = 0.95;

    private volatile Function<Call, ProbeAnswer> probe;
    private volatile Function<StoreRequest, StoreAnswer> store;
    private volatile Function<Call, TemplateAnswer> change;
    private volatile Function<Call, OpenedParts> opening;
    private volatile Function<Call, StoredParts> partStore;
    private volatile boolean away;

    FakeIndex() {
        reset();
    }

    /** Nobody is found, and every store succeeds. */
    void reset() {
        away = false;
        probe = call -> nobody();
        store = request -> stored();
        change = call -> call.body().length == 0
                ? new TemplateAnswer(TemplateAnswer.Outcome.RESET, 1)
                : new TemplateAnswer(TemplateAnswer.Outcome.JOINED, 2);
        partStore = FakeIndex::allStored;
        forgetCalls();
    }

    public void comesBack() {
        away = false;
    }

    public void probes(Function<Call, ProbeAnswer> script) {
        probe = script;
    }

    public void stores(Function<StoreRequest, StoreAnswer> script) {
        store = script;
    }

    /** The next changes of templates, of which those without a body are resets, are answered like this. */
    public void changes(Function<Call, TemplateAnswer> script) {
        change = script;
    }

    /** Those that were asked for, in order. */
    public List<Call> changes() {
        return calls("/occasions");
    }

    /** The next parts of an index file are these. */
    public void opens(OpenedParts parts) {
        opening = call -> parts;
    }

    /** What becomes of parts that are to be stored; by default each is stored. */
    public void partStores(Function<Call, StoredParts> script) {
        partStore = script;
    }

    /** As many as the call names. */
    public static StoredParts allStored(Call call) {
        return new StoredParts(
                offsets(call).stream().map(one -> StoredParts.Outcome.STORED).toList());
    }

    /** The parts that a call names. */
    public static List<String> offsets(Call call) {
        return Stream.of(call.query().split("&"))
                .filter(one -> one.startsWith("offset="))
                .map(one -> one.substring("offset=".length()))
                .toList();
    }

    public void goesAway() {
        away = true;
    }

    /** What was asked to be stored, in order. */
    public List<StoreRequest> asked() {
        return calls(STORES).stream()
                .map(call -> read(call, StoreRequest.class))
                .toList();
    }

    /** The next probes find these, just above the threshold. */
    public void finds(FacialId... found) {
        probes(call -> found(found));
    }

    public static ProbeAnswer nobody() {
        return found();
    }

    public static ProbeAnswer found(FacialId... found) {
        return answer(Stream.of(found).map(id -> new Candidate(id, THRESHOLD)).toList(), null);
    }

    public static ProbeAnswer answer(List<Candidate> candidates, Estimates estimates) {
        return new ProbeAnswer(
                null,
                0,
                null,
                Liveness.PASSIVE,
                estimates,
                candidates,
                0.93,
                THRESHOLD,
                0.94,
                7,
                1_000,
                "standard",
                new HeadPosition(new UUID(0, 1), 9),
                "sealed-" + UUID.randomUUID());
    }

    /** Nobody by the profile in force, and these by the one that people are moving to. */
    public static ProbeAnswer foundByTheOther(FacialId... found) {
        ProbeAnswer nobody = nobody();
        return new ProbeAnswer(
                null,
                0,
                null,
                nobody.liveness(),
                null,
                List.of(),
                nobody.floor(),
                nobody.threshold(),
                nobody.verificationThreshold(),
                nobody.searched(),
                nobody.largestSearch(),
                nobody.profile(),
                nobody.searchedThrough(),
                nobody.sealedProbe(),
                // Below this profile's threshold, and none of its business.
                Stream.of(found).map(id -> new Candidate(id, 0.5)).toList());
    }

    public static StoreAnswer stored() {
        return new StoreAnswer(StoreAnswer.Outcome.STORED, List.of());
    }

    public static StoreAnswer newer(FacialId... found) {
        return new StoreAnswer(
                StoreAnswer.Outcome.NEWER_MATCHES,
                Stream.of(found).map(id -> new Candidate(id, THRESHOLD)).toList());
    }

    @Override
    Answer answer(Call call) {
        if (away) {
            return away();
        }
        if (call.path().equals("/internal/v1" + PROBES)) {
            return ok(probe.apply(call));
        }
        if (call.path().equals("/internal/v1" + STORES)) {
            return ok(store.apply(read(call, StoreRequest.class)));
        }
        if (call.path().equals("/internal/v1" + OPENINGS)) {
            return ok(opening.apply(call));
        }
        if (call.path().equals("/internal/v1" + PART_STORES)) {
            return ok(partStore.apply(call));
        }
        if (call.path().endsWith("/occasions")) {
            return ok(change.apply(call));
        }
        return unknown();
    }
}

package dev.mien.index.carry;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.OpenedTemplate;
import dev.mien.contracts.index.StoredParts;
import dev.mien.index.carry.PartOpening.Offered;
import dev.mien.index.carry.PartOpening.Opened;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.gallery.Scope;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.replica.Replica;
import dev.mien.index.replica.Search;
import dev.mien.index.replica.Searched;
import dev.mien.index.resolve.Candidates;
import dev.mien.index.resolve.Limits;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.problem.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes parts of a file into an index, in two steps with enrollment-service in between, as an enrollment does: opened
 * and searched for, then stored once their people's profiles are pending. Thread safe.
 */
public final class Upload {
    private final FaceAnalysis analysis;
    private final Replica replica;
    private final CarriedStoring storing;
    private final PartOpening opening;

    public Upload(FaceAnalysis analysis, Replica replica, CarriedStoring storing) {
        this.analysis = analysis;
        this.replica = replica;
        this.storing = storing;
        this.opening = new PartOpening(analysis);
    }

    /**
     * Whose templates these are, and who looks like them.
     *
     * @throws Refusal as {@link PartOpening#open}
     */
    public OpenedParts open(RequestContext context, IndexFileBatch batch) {
        Download.requireOwnEngine(context);
        try (Opened opened = opening.open(context.policy(), batch)) {
            HeadPosition through = null;
            List<OpenedTemplate> told = new ArrayList<>();
            if (context.policy().duplicatesRefused() && !opened.templates().isEmpty()) {
                replica.catchUp(context.application());
                List<Offered> earlier = new ArrayList<>();
                for (Offered one : opened.templates()) {
                    Searched searched = search(context, one);
                    // What the first of them has not seen, the store compares with.
                    through = through == null ? searched.through() : through;
                    told.add(told(one, matches(context, one, searched, earlier)));
                    earlier.add(one);
                }
            } else {
                opened.templates().forEach(one -> told.add(told(one, List.of())));
            }
            return new OpenedParts(
                    opened.header().file(),
                    new ApplicationId(opened.header().application()),
                    through,
                    opened.ended(),
                    told);
        }
    }

    /**
     * Stores some of them, once.
     *
     * @param offsets which of the parts, counted from 0
     * @param through what {@link #open} has told; null when it has told nothing
     * @throws Refusal as {@link #open}, or 503 when the index has become another one since
     */
    public StoredParts store(
            RequestContext context, IndexFileBatch batch, List<Integer> offsets, HeadPosition through) {
        Download.requireOwnEngine(context);
        if (context.policy().duplicatesRefused() && through == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "The policy refuses duplicates, and nobody has looked for any.");
        }
        try (Opened opened = opening.open(context.policy(), batch)) {
            List<Offered> wanted = offsets.stream()
                    .map(offset -> opened.templates().stream()
                            .filter(one -> one.offset() == offset)
                            .findFirst()
                            .orElseThrow(() ->
                                    Refusal.of(Code.INVALID_REQUEST, "There is no template at offset " + offset + ".")))
                    .toList();
            if (wanted.isEmpty()) {
                return new StoredParts(List.of());
            }
            return storing.store(
                    context,
                    new ApplicationId(opened.header().application()),
                    wanted,
                    context.policy().duplicatesRefused() ? through : null);
        }
    }

    private Searched search(RequestContext context, Offered one) {
        try (Query query = Query.of(one.template().vector())) {
            return replica.search(
                    context.application(),
                    new Search(
                            one.profile(),
                            query,
                            faces -> threshold(context, one, faces),
                            Candidates.MOST,
                            Scope.EVERYONE));
        }
    }

    private List<FacialId> matches(RequestContext context, Offered one, Searched searched, List<Offered> earlier) {
        FacialId own = one.template().facialId();
        List<FacialId> matches = new ArrayList<>(searched.hits().stream()
                .map(Hit::facialId)
                .filter(found -> !found.equals(own))
                .toList());
        double threshold = threshold(context, one, searched.searched());
        for (Offered other : earlier) {
            if (other.profile().equals(one.profile())
                    && !other.template().facialId().equals(own)
                    && other.template().vector().similarity(one.template().vector()) >= threshold) {
                matches.add(other.template().facialId());
            }
        }
        return matches;
    }

    private double threshold(RequestContext context, Offered one, long faces) {
        return Limits.ofSearch(analysis.thresholds(one.profile()).orElseThrow(), context.policy(), faces)
                .threshold();
    }

    private static OpenedTemplate told(Offered one, List<FacialId> matches) {
        return new OpenedTemplate(
                one.offset(), one.template().facialId(), one.template().paused(), matches);
    }
}

package dev.mien.index.store;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreAnswer.Outcome;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.index.gallery.Galleries;
import dev.mien.index.gallery.Hit;
import dev.mien.index.head.Head;
import dev.mien.index.head.Heads;
import dev.mien.index.head.TemplateRow;
import dev.mien.index.head.Templates;
import dev.mien.index.resolve.Candidates;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.KeyVault;
import dev.mien.index.vault.ProbeContents;
import dev.mien.index.vault.ProbeSeal;
import dev.mien.index.vault.RowContents;
import dev.mien.index.vault.SealedTemplate;
import dev.mien.index.vault.TemplatePlace;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Stores probes. Thread safe; stores of one application wait for each other, those of others do not. */
public final class Storing {
    /** Matches that a caller may have looked up, at most. */
    private static final int IGNORED_MAX = 256;

    private final Database database;
    private final Heads heads;
    private final Templates templates;
    private final StoredProbes stored;
    private final KeyVault keys;
    private final ProbeSeal seal;
    private final LedgerGuard guard;
    private final SubjectHasher hasher;
    private final Clock clock;
    private final Newer newer;

    public Storing(
            Database database,
            Heads heads,
            Templates templates,
            StoredProbes stored,
            KeyVault keys,
            ProbeSeal seal,
            LedgerGuard guard,
            SubjectHasher hasher,
            Galleries galleries,
            Clock clock) {
        this.database = database;
        this.heads = heads;
        this.templates = templates;
        this.stored = stored;
        this.keys = keys;
        this.seal = seal;
        this.guard = guard;
        this.hasher = hasher;
        this.clock = clock;
        this.newer = new Newer(templates, galleries);
    }

    /** @throws Refusal INVALID_REQUEST when threshold or ignored matches are out of bounds */
    public StoreAnswer store(RequestContext context, StoreRequest request) {
        // NaN would match nobody, and so let everybody in twice.
        if (!(request.threshold() >= -1 && request.threshold() <= 1)
                || request.ignore().size() > IGNORED_MAX) {
            throw Refusal.of(
                    Code.INVALID_REQUEST,
                    "threshold must be a cosine, and at most " + IGNORED_MAX + " matches can be ignored.");
        }
        Optional<ProbeContents> opened = seal.open(context.application(), request.sealedProbe());
        try {
            return database.write(tx -> store(tx, context, request, opened));
        } finally {
            opened.ifPresent(ProbeContents::close);
        }
    }

    private StoreAnswer store(Tx tx, RequestContext context, StoreRequest request, Optional<ProbeContents> opened) {
        ApplicationId application = context.application();
        SubjectHash subject = hasher.of(application, request.facialId());
        Head head = heads.lock(tx, application);
        // The application too: deleting one is a ledger entry of its own.
        if (!guard.mayWrite(tx, hasher.of(application)) || !guard.mayWrite(tx, subject)) {
            return end(Outcome.ERASED);
        }
        if (opened.isEmpty() || !madeFor(context, opened.get())) {
            return end(Outcome.PROBE_REFUSED);
        }
        ProbeContents probe = opened.get();
        Optional<StoredProbes.Used> used = stored.find(tx, probe.jti());
        if (used.isPresent()) {
            boolean same = used.get().equals(new StoredProbes.Used(application, request.facialId()));
            return end(same ? Outcome.STORED : Outcome.PROBE_REFUSED);
        }
        if (!valid(head, probe)
                || templates.has(tx, subject, probe.profile())
                || probe.second() != null
                        && templates.has(tx, subject, probe.second().profile())) {
            return end(Outcome.PROBE_REFUSED);
        }
        ApplicationKeys applicationKeys = keys.of(tx, application, head.keyGeneration());
        if (request.duplicatesRefused()) {
            List<Hit> matches = matches(tx, application, applicationKeys, probe, request);
            if (!matches.isEmpty()) {
                return new StoreAnswer(Outcome.NEWER_MATCHES, Candidates.of(matches));
            }
        }
        Head next = insert(
                tx,
                head,
                applicationKeys,
                new TemplatePlace(application, request.facialId(), probe.profile()),
                probe.vector());
        if (probe.second() != null) {
            ProbeContents.Second second = probe.second();
            insert(
                    tx,
                    next,
                    applicationKeys,
                    new TemplatePlace(application, request.facialId(), second.profile()),
                    second.vector());
        }
        heads.writtenUnder(tx, application, context.policy().revision());
        stored.add(tx, probe.jti(), application, request.facialId(), subject);
        return end(Outcome.STORED);
    }

    /** Whether the probe was made to be stored, under this very request. */
    private static boolean madeFor(RequestContext context, ProbeContents probe) {
        String second = probe.second() == null ? null : probe.second().profile();
        return probe.purpose() == Purpose.ENROLL
                && probe.jti().equals(context.jti())
                && probe.profile().equals(context.policy().profile())
                && Objects.equals(second, context.policy().movingTo());
    }

    /** Who is newer than the probe and matches it, by any of its model profiles. */
    private List<Hit> matches(
            Tx tx, ApplicationId application, ApplicationKeys keys, ProbeContents probe, StoreRequest request) {
        long after = probe.searchedThrough().seq();
        Set<FacialId> ignored = Set.copyOf(request.ignore());
        List<Hit> matches = new ArrayList<>(newer.matches(
                tx,
                application,
                keys,
                new Newer.Face(probe.profile(), probe.vector(), after, request.threshold(), ignored)));
        if (probe.second() != null) {
            ProbeContents.Second second = probe.second();
            matches.addAll(newer.matches(
                    tx,
                    application,
                    keys,
                    new Newer.Face(second.profile(), second.vector(), after, second.required(), ignored)));
        }
        return matches;
    }

    /** Whether what the probe's search has seen can be continued from here. */
    private boolean valid(Head head, ProbeContents probe) {
        HeadPosition through = probe.searchedThrough();
        return clock.instant().isBefore(probe.expiresAt())
                && through.incarnation().equals(head.incarnation())
                && through.seq() <= head.seq();
    }

    /** @return the head after it */
    private Head insert(Tx tx, Head head, ApplicationKeys keys, TemplatePlace place, FaceVector vector) {
        SealedTemplate template = keys.seal(place, vector);
        long rowId = templates.nextRowId(tx);
        SubjectHash subject = hasher.of(place.application(), place.facialId());
        RowContents contents =
                new RowContents(rowId, place, head.seq() + 1, subject, clock.instant(), template.sealed(), false);
        TemplateRow row = TemplateRow.of(keys, contents, template);
        Head next = head.next(1, row.hash());
        templates.insert(tx, row);
        heads.advance(tx, next);
        return next;
    }

    private static StoreAnswer end(Outcome outcome) {
        return new StoreAnswer(outcome, List.of());
    }
}

package dev.mien.index.carry;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.StoredParts;
import dev.mien.contracts.index.StoredParts.Outcome;
import dev.mien.index.carry.PartOpening.Offered;
import dev.mien.index.file.CarriedTemplate;
import dev.mien.index.gallery.Galleries;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.gallery.Query;
import dev.mien.index.head.GrowingTemplates;
import dev.mien.index.head.Head;
import dev.mien.index.head.Heads;
import dev.mien.index.head.TemplateRow;
import dev.mien.index.head.Templates;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.resolve.Candidates;
import dev.mien.index.resolve.Limits;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.GrownTemplate;
import dev.mien.index.vault.KeyVault;
import dev.mien.index.vault.RowContents;
import dev.mien.index.vault.TemplatePlace;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores carried templates under the head: nobody who is in the ledger, here or as a person of the file's own
 * application, nobody twice, and nobody who matches whoever came since the search: those may be pending yet, and the
 * next search finds them. One change of the head for all of them.
 */
public final class CarriedStoring {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Database database;
    private final Heads heads;
    private final Templates templates;
    private final GrowingTemplates growing;
    private final KeyVault keys;
    private final LedgerGuard guard;
    private final SubjectHasher hasher;
    private final Galleries galleries;
    private final FaceAnalysis analysis;

    public CarriedStoring(
            Database database,
            Heads heads,
            Templates templates,
            GrowingTemplates growing,
            KeyVault keys,
            LedgerGuard guard,
            SubjectHasher hasher,
            Galleries galleries,
            FaceAnalysis analysis) {
        this.database = database;
        this.heads = heads;
        this.templates = templates;
        this.growing = growing;
        this.keys = keys;
        this.guard = guard;
        this.hasher = hasher;
        this.galleries = galleries;
        this.analysis = analysis;
    }

    /** @param through what a search for them has seen; null: duplicates are not minded */
    StoredParts store(RequestContext context, ApplicationId source, List<Offered> wanted, HeadPosition through) {
        return new StoredParts(database.write(tx -> {
            Head head = heads.lock(tx, context.application());
            if (through != null && !(through.incarnation().equals(head.incarnation()) && through.seq() <= head.seq())) {
                throw Refusal.later("The index was restored meanwhile; send these parts again.", SOON);
            }
            try (Storing storing = new Storing(tx, context, source, head, through)) {
                List<Outcome> outcomes = new ArrayList<>();
                wanted.forEach(one -> outcomes.add(storing.store(one)));
                storing.end();
                return outcomes;
            }
        }));
    }

    /** One transaction's work. */
    private final class Storing implements AutoCloseable {
        private final Tx tx;
        private final RequestContext context;
        private final ApplicationId application;
        private final ApplicationId source;
        private final Head head;
        private final HeadPosition through;
        private final ApplicationKeys own;
        private final boolean applicationGone;
        private final Map<String, Gallery> newer = new HashMap<>();
        private long rows;
        private long hashes;

        Storing(Tx tx, RequestContext context, ApplicationId source, Head head, HeadPosition through) {
            this.tx = tx;
            this.context = context;
            this.application = context.application();
            this.source = source;
            this.head = head;
            this.through = through;
            this.applicationGone = !guard.mayWrite(tx, hasher.of(application)) || guard.erased(tx, hasher.of(source));
            this.own = applicationGone ? null : keys.of(tx, application, head.keyGeneration());
        }

        Outcome store(Offered offered) {
            CarriedTemplate template = offered.template();
            SubjectHash subject = hasher.of(application, template.facialId());
            if (applicationGone
                    || !guard.mayWrite(tx, subject)
                    || guard.erased(tx, hasher.of(source, template.facialId()))) {
                return Outcome.ERASED;
            }
            if (templates.has(tx, subject, offered.profile())) {
                return Outcome.STORED;
            }
            if (through != null && matchesNewer(offered)) {
                return Outcome.MATCHED;
            }
            insert(offered, subject);
            return Outcome.STORED;
        }

        void end() {
            if (rows > 0) {
                heads.advance(tx, head.next(rows, hashes));
                heads.writtenUnder(tx, application, context.policy().revision());
            }
        }

        private boolean matchesNewer(Offered offered) {
            double threshold = Limits.ofSearch(
                            analysis.thresholds(offered.profile()).orElseThrow(), context.policy(), head.count())
                    .threshold();
            try (Query query = Query.of(offered.template().vector())) {
                return newer(offered).search(query, threshold, Candidates.MOST).stream()
                        .anyMatch(
                                hit -> !hit.facialId().equals(offered.template().facialId()));
            }
        }

        /** What was stored or changed since the search, and what this transaction stores. */
        private Gallery newer(Offered offered) {
            String profile = offered.profile();
            Gallery known = newer.get(profile);
            if (known != null) {
                return known;
            }
            Gallery gallery =
                    galleries.make(profile, offered.template().vector().dimensions(), own);
            // Before anybody is in it: whatever happens from here on, it is wiped at the end.
            newer.put(profile, gallery);
            templates.changedAfter(tx, application, through.seq(), profile, row -> {
                try (FaceVector vector = row.open(own)
                        .orElseThrow(
                                () -> new IllegalStateException("template row " + row.rowId() + " cannot be opened"))) {
                    gallery.insert(row.rowId(), row.place().facialId(), row.hash(), vector);
                }
            });
            return gallery;
        }

        private void insert(Offered offered, SubjectHash subject) {
            CarriedTemplate template = offered.template();
            TemplatePlace place = new TemplatePlace(application, template.facialId(), offered.profile());
            GrownTemplate grown = template.occasions() == null
                    ? new GrownTemplate(own.seal(place, template.vector()), null)
                    : own.seal(place, template.occasions());
            long rowId = templates.nextRowId(tx);
            RowContents contents = new RowContents(
                    rowId,
                    place,
                    head.seq() + 1,
                    subject,
                    template.storedAt(),
                    grown.template().sealed(),
                    grown.occasions() != null);
            TemplateRow row = TemplateRow.of(own, contents, grown.template());
            growing.insert(tx, row, grown.occasions());
            rows++;
            hashes += row.hash();
            if (through != null) {
                newer(offered).insert(rowId, template.facialId(), row.hash(), template.vector());
            }
        }

        @Override
        public void close() {
            newer.values().forEach(Gallery::wipe);
        }
    }
}

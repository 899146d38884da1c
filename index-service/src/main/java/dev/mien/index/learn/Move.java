package dev.mien.index.learn;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.contracts.index.TemplateAnswer.Outcome;
import dev.mien.index.head.GrowingTemplates;
import dev.mien.index.head.GrowingTemplates.Growing;
import dev.mien.index.head.Head;
import dev.mien.index.head.Heads;
import dev.mien.index.head.TemplateRow;
import dev.mien.index.head.Templates;
import dev.mien.index.store.Newer;
import dev.mien.index.store.StoredProbes;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.KeyVault;
import dev.mien.index.vault.ProbeContents;
import dev.mien.index.vault.RowContents;
import dev.mien.index.vault.SealedTemplate;
import dev.mien.index.vault.TemplatePlace;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Tx;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * The transaction of a person who moves to another model profile: a template of the profile that the probe is of,
 * beside the one that they were recognized by.
 */
final class Move {
    /** A score over int8 templates differs from the one over floats by this at most. */
    private static final double SCORE_ERROR = 0.004;

    private final Door door;
    private final Heads heads;
    private final Templates rows;
    private final GrowingTemplates templates;
    private final StoredProbes stored;
    private final KeyVault keys;
    private final SubjectHasher hasher;
    private final Newer newer;
    private final Clock clock;

    Move(
            Door door,
            Heads heads,
            Templates rows,
            GrowingTemplates templates,
            StoredProbes stored,
            KeyVault keys,
            SubjectHasher hasher,
            Newer newer,
            Clock clock) {
        this.door = door;
        this.heads = heads;
        this.rows = rows;
        this.templates = templates;
        this.stored = stored;
        this.keys = keys;
        this.hasher = hasher;
        this.newer = newer;
        this.clock = clock;
    }

    /**
     * A template that is about to be written.
     *
     * @param probe of both model profiles; still the caller's to close
     * @param through what the search for the new template has seen
     * @param threshold the score from which somebody newer is too near
     * @param policyRevision under which the person moves
     */
    record Moving(
            FacialId facialId, ProbeContents probe, HeadPosition through, double threshold, long policyRevision) {}

    TemplateAnswer write(Tx tx, ApplicationId application, Moving moving) {
        FacialId facialId = moving.facialId();
        ProbeContents probe = moving.probe();
        SubjectHash subject = hasher.of(application, facialId);
        Optional<Head> locked = door.open(tx, application, subject);
        if (locked.isEmpty()) {
            return Change.end(Outcome.GONE);
        }
        Head head = locked.get();
        Optional<Growing> from = templates.find(tx, subject, probe.second().profile());
        if (from.isEmpty()) {
            return Change.end(Outcome.GONE);
        }
        if (templates.find(tx, subject, probe.profile()).isPresent()) {
            return new TemplateAnswer(Outcome.ALREADY_JOINED, 1);
        }
        if (!door.continues(head, probe, moving.through())
                || stored.find(tx, probe.jti()).isPresent()) {
            return Change.end(Outcome.PROBE_REFUSED);
        }
        ApplicationKeys own = keys.of(tx, application, head.keyGeneration());
        if (!near(own, from.get(), probe.second())) {
            return Change.end(Outcome.UNCERTAIN);
        }
        Newer.Face face = new Newer.Face(
                probe.profile(), probe.vector(), moving.through().seq(), moving.threshold(), Set.of(facialId));
        if (!newer.matches(tx, application, own, face).isEmpty()) {
            return Change.end(Outcome.RESEMBLES_ANOTHER);
        }
        TemplatePlace place = new TemplatePlace(application, facialId, probe.profile());
        SealedTemplate template = own.seal(place, probe.vector());
        long rowId = rows.nextRowId(tx);
        RowContents contents =
                new RowContents(rowId, place, head.seq() + 1, subject, clock.instant(), template.sealed(), false);
        TemplateRow row = TemplateRow.of(own, contents, template);
        rows.insert(tx, row);
        heads.advance(tx, head.next(1, row.hash()));
        heads.writtenUnder(tx, application, moving.policyRevision());
        stored.add(tx, probe.jti(), application, facialId, subject);
        return new TemplateAnswer(Outcome.MOVED, 1);
    }

    /** Whether it was this person whom the old model profile recognized. Scores of integers may be a little higher. */
    private static boolean near(ApplicationKeys own, Growing from, ProbeContents.Second old) {
        try (FaceVector template = from.row().open(own).orElseThrow(() -> Change.unreadable(from.row()))) {
            return template.similarity(old.vector()) >= old.required() - SCORE_ERROR;
        }
    }
}

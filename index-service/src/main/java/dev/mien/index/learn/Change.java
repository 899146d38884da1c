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
import dev.mien.index.vault.GrownTemplate;
import dev.mien.index.vault.KeyVault;
import dev.mien.index.vault.Occasions;
import dev.mien.index.vault.ProbeContents;
import dev.mien.index.vault.RowContents;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.sql.Tx;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** The transactions of a template that changes. Lock order: head, ledger, rows: {@link Door}. */
public final class Change {
    private final Heads heads;
    private final GrowingTemplates templates;
    private final StoredProbes stored;
    private final KeyVault keys;
    private final SubjectHasher hasher;
    private final Newer newer;
    private final Door door;
    private final Move move;

    public Change(
            Heads heads,
            Templates rows,
            GrowingTemplates templates,
            StoredProbes stored,
            KeyVault keys,
            LedgerGuard guard,
            SubjectHasher hasher,
            Newer newer,
            Clock clock) {
        this.heads = heads;
        this.templates = templates;
        this.stored = stored;
        this.keys = keys;
        this.hasher = hasher;
        this.newer = newer;
        this.door = new Door(heads, guard, hasher, clock);
        this.move = new Move(door, heads, rows, templates, stored, keys, hasher, newer, clock);
    }

    /** Where a template stands before it changes. */
    sealed interface Standing {
        record Ended(TemplateAnswer answer) implements Standing {}

        /** The occasions are the caller's to close. */
        record Open(Growing from, Occasions occasions) implements Standing {}
    }

    /**
     * A template that is about to be written.
     *
     * @param from the row as it was when the mean was made
     * @param through what the search for the mean has seen
     * @param threshold the score from which somebody newer is too near
     */
    record Joining(
            Growing from,
            Occasions occasions,
            FaceVector mean,
            ProbeContents probe,
            HeadPosition through,
            double threshold) {}

    Standing standing(Tx tx, ApplicationId application, FacialId facialId, ProbeContents probe) {
        Optional<Growing> found = templates.find(tx, hasher.of(application, facialId), probe.profile());
        if (found.isEmpty()) {
            return new Standing.Ended(end(Outcome.GONE));
        }
        Optional<Head> head = heads.read(tx, application);
        if (head.isEmpty()) {
            return new Standing.Ended(end(Outcome.GONE));
        }
        Optional<StoredProbes.Used> used = stored.find(tx, probe.jti());
        Occasions now = occasions(keys.of(tx, application, head.get().keyGeneration()), found.get());
        if (used.isEmpty()) {
            return new Standing.Open(found.get(), now);
        }
        try (now) {
            boolean same = used.get().equals(new StoredProbes.Used(application, facialId));
            return new Standing.Ended(
                    new TemplateAnswer(same ? Outcome.ALREADY_JOINED : Outcome.PROBE_REFUSED, now.count()));
        }
    }

    /** @return empty when the template or the probe has been used meanwhile: then nothing was written */
    Optional<TemplateAnswer> join(Tx tx, ApplicationId application, Joining joining) {
        FacialId facialId = joining.from().row().place().facialId();
        SubjectHash subject = hasher.of(application, facialId);
        Optional<Head> locked = door.open(tx, application, subject);
        if (locked.isEmpty()) {
            return Optional.of(end(Outcome.GONE));
        }
        Head head = locked.get();
        if (!door.continues(head, joining.probe(), joining.through())) {
            return Optional.of(end(Outcome.PROBE_REFUSED));
        }
        Optional<Growing> now =
                templates.find(tx, subject, joining.from().row().place().profile());
        if (now.isEmpty()
                || now.get().row().seq() != joining.from().row().seq()
                || stored.find(tx, joining.probe().jti()).isPresent()) {
            return Optional.empty();
        }
        ApplicationKeys own = keys.of(tx, application, head.keyGeneration());
        Newer.Face face = new Newer.Face(
                joining.probe().profile(),
                joining.mean(),
                joining.through().seq(),
                joining.threshold(),
                Set.of(facialId));
        if (!newer.matches(tx, application, own, face).isEmpty()) {
            return Optional.of(new TemplateAnswer(
                    Outcome.RESEMBLES_ANOTHER, joining.occasions().count() - 1));
        }
        write(tx, head, own, now.get(), own.seal(now.get().row().place(), joining.occasions()));
        stored.add(tx, joining.probe().jti(), application, facialId, subject);
        return Optional.of(
                new TemplateAnswer(Outcome.JOINED, joining.occasions().count()));
    }

    /** The transaction of a person who gets a template of another model profile, beside this one. */
    Move move() {
        return move;
    }

    TemplateAnswer reset(Tx tx, ApplicationId application, FacialId facialId, String profile) {
        SubjectHash subject = hasher.of(application, facialId);
        Optional<Head> locked = door.open(tx, application, subject);
        if (locked.isEmpty()) {
            return end(Outcome.GONE);
        }
        Optional<Growing> found = templates.find(tx, subject, profile);
        if (found.isEmpty()) {
            return end(Outcome.GONE);
        }
        ApplicationKeys own = keys.of(tx, application, locked.get().keyGeneration());
        // Opened first: whose occasions somebody took away has a mean, and looks like an enrollment.
        try (Occasions all = occasions(own, found.get())) {
            if (found.get().fresh()) {
                return new TemplateAnswer(Outcome.UNCHANGED, 1);
            }
            var enrollment = own.seal(found.get().row().place(), all.enrollment());
            write(tx, locked.get(), own, found.get(), new GrownTemplate(enrollment, null));
        }
        return new TemplateAnswer(Outcome.RESET, 1);
    }

    static TemplateAnswer end(Outcome outcome) {
        return new TemplateAnswer(outcome, 0);
    }

    private void write(Tx tx, Head head, ApplicationKeys own, Growing from, GrownTemplate grown) {
        TemplateRow old = from.row();
        RowContents contents = new RowContents(
                old.rowId(),
                old.place(),
                head.seq() + 1,
                old.subject(),
                old.storedAt(),
                grown.template().sealed(),
                grown.occasions() != null);
        TemplateRow row = TemplateRow.of(own, contents, grown.template());
        templates.replace(tx, row, grown);
        heads.advance(tx, head.next(0, row.hash() - old.hash()));
    }

    /** @throws IllegalStateException when the row is not what was once written: nothing is made of it then */
    private static Occasions occasions(ApplicationKeys own, Growing growing) {
        TemplateRow row = growing.row();
        try (FaceVector template = row.open(own).orElseThrow(() -> unreadable(row))) {
            return growing.fresh()
                    ? Occasions.first(growing.enrolledOn(), template)
                    : own.occasions(row.place(), growing.grown()).orElseThrow(() -> unreadable(row));
        }
    }

    static IllegalStateException unreadable(TemplateRow row) {
        return new IllegalStateException("template row " + row.rowId() + " cannot be opened");
    }
}

package dev.mien.enrollment.carried;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.enrollment.IndexImport;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.OpenedTemplate;
import dev.mien.contracts.index.StoredParts;
import dev.mien.enrollment.consent.Consent;
import dev.mien.enrollment.consent.ConsentSource;
import dev.mien.enrollment.consent.Consents;
import dev.mien.enrollment.erasure.Undoing;
import dev.mien.enrollment.event.LifeEvents;
import dev.mien.enrollment.index.Index;
import dev.mien.enrollment.profile.Profiles;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Brings the people of a file in, some parts at a time: pending, stored, active. A process that dies in between leaves people
 * who are pending by this file, and the same parts again finish them.
 */
@ApplicationScoped
class Arrivals {
    private static final Logger LOG = Logger.getLogger(Arrivals.class);
    private static final Pattern BASIS = Pattern.compile("\\P{Cntrl}{1,500}");

    private final Database database;
    private final Index index;
    private final Imports imports;
    private final Judgement judgement;
    private final Profiles profiles;
    private final Consents consents;
    private final LifeEvents events;
    private final Undoing undoing;
    private final LedgerGuard guard;

    Arrivals(
            Database database,
            Index index,
            Imports imports,
            Judgement judgement,
            Profiles profiles,
            Consents consents,
            LifeEvents events,
            Undoing undoing,
            LedgerGuard guard) {
        this.database = database;
        this.index = index;
        this.imports = imports;
        this.judgement = judgement;
        this.profiles = profiles;
        this.consents = consents;
        this.events = events;
        this.undoing = undoing;
        this.guard = guard;
    }

    /**
     * @param jws the context, as it came
     * @param body {@code batch}, as it came: the context is for these bytes
     * @throws Refusal CONFLICT when the import does not stand where these parts begin
     */
    IndexImport take(RequestContext context, String jws, IndexFileBatch batch, byte[] body) {
        new Consent(true, batch.termsVersion()).require(context.policy());
        if (batch.basis().isBlank() || !BASIS.matcher(batch.basis()).matches()) {
            throw Refusal.of(
                    Code.INVALID_REQUEST, "basis must say in 1 to 500 characters why these people may be imported.");
        }
        ApplicationId application = context.application();
        OpenedParts parts = index.open(jws, body);
        IndexImport now =
                database.write(tx -> imports.begin(tx, application, parts.file(), batch.termsVersion(), batch.basis()));
        if (batch.parts().isEmpty() || now.state() == IndexImport.State.COMPLETE) {
            return now;
        }
        if (now.next() != batch.first()) {
            throw elsewhere(now.next());
        }
        Map<Integer, Fate> fates = database.write(tx -> judgement.judge(tx, application, parts));
        store(jws, body, parts, fates);
        undo(application, parts, fates);
        IndexImport then = database.write(tx -> {
            activate(tx, application, batch.termsVersion(), parts, fates);
            return imports.advance(
                            tx,
                            application,
                            parts.file(),
                            batch.first(),
                            batch.parts().size(),
                            count(fates),
                            parts.ended())
                    .orElseThrow(() -> elsewhere(now.next()));
        });
        if (then.state() == IndexImport.State.COMPLETE) {
            LOG.infof(
                    "event=index-imported application=%s file=%s imported=%d known=%d erased=%d duplicates=%d taken=%d",
                    application,
                    then.file(),
                    then.imported(),
                    then.known(),
                    then.erased(),
                    then.duplicates(),
                    then.taken());
        }
        return then;
    }

    /** @throws Refusal NOT_FOUND for a file that was never sent */
    IndexImport find(ApplicationId application, UUID file) {
        return database.write(tx -> imports.find(tx, application, file)).orElseThrow(() -> Refusal.of(Code.NOT_FOUND));
    }

    private void store(String jws, byte[] body, OpenedParts parts, Map<Integer, Fate> fates) {
        List<Integer> offsets = fates.keySet().stream()
                .filter(offset -> fates.get(offset) == Fate.STORE)
                .sorted()
                .toList();
        if (offsets.isEmpty()) {
            return;
        }
        StoredParts stored = index.store(jws, offsets, parts.through(), body);
        for (int at = 0; at < offsets.size(); at++) {
            switch (stored.outcomes().get(at)) {
                case STORED -> {}
                case ERASED -> fates.put(offsets.get(at), Fate.ERASED);
                case DUPLICATE -> fates.put(offsets.get(at), Fate.DUPLICATE);
            }
        }
    }

    /** Whoever was pending and is not to be active: by the ledger, as every enrollment that is given up. */
    private void undo(ApplicationId application, OpenedParts parts, Map<Integer, Fate> fates) {
        for (OpenedTemplate one : parts.templates()) {
            Fate fate = fates.get(one.offset());
            if (fate == Fate.DUPLICATE || fate == Fate.ERASED) {
                undoing.undo(application, one.facialId(), judgement.subject(application, one), SessionOutcomes.GONE);
            }
        }
    }

    private void activate(Tx tx, ApplicationId application, String terms, OpenedParts parts, Map<Integer, Fate> fates) {
        List<OpenedTemplate> ordered = parts.templates().stream()
                .filter(one -> fates.get(one.offset()) == Fate.STORE)
                .sorted(Comparator.comparingLong(
                        one -> judgement.subject(application, one).lockKey()))
                .toList();
        for (OpenedTemplate one : ordered) {
            SubjectHash subject = judgement.subject(application, one);
            if (guard.mayWrite(tx, subject)) {
                profiles.activate(tx, subject).ifPresent(at -> begun(tx, application, terms, one, subject, at));
            } else {
                fates.put(one.offset(), Fate.ERASED);
            }
        }
    }

    private void begun(
            Tx tx, ApplicationId application, String terms, OpenedTemplate one, SubjectHash subject, Instant at) {
        consents.add(tx, one.facialId(), terms, ConsentSource.IMPORTER, at);
        events.completed(tx, application, one.facialId(), subject, at, terms);
        if (one.paused()) {
            // In this very transaction: nobody is recognized who was paused.
            profiles.change(tx, subject, ProfileState.ACTIVE, ProfileState.PAUSED)
                    .ifPresent(version -> events.stateChanged(
                            tx, application, one.facialId(), subject, version, ProfileState.PAUSED));
        }
    }

    private static Map<Fate, Integer> count(Map<Integer, Fate> fates) {
        Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
        fates.values().forEach(fate -> counts.merge(fate, 1, Integer::sum));
        return counts;
    }

    private static Refusal elsewhere(long next) {
        return Refusal.of(
                Code.CONFLICT, "The import of this file stands at part " + next + "; another upload may be under way.");
    }
}

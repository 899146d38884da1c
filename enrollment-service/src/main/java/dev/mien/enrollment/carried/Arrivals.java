package dev.mien.enrollment.carried;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.enrollment.IndexImport;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.OpenedTemplate;
import dev.mien.contracts.index.StoredParts;
import dev.mien.enrollment.consent.Consent;
import dev.mien.enrollment.erasure.Undoing;
import dev.mien.enrollment.index.Index;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Brings the people of a file in, some parts at a time: pending, stored, active. A process that dies in between leaves
 * people who are pending by this file, and the same parts again finish them. So do those that depend on somebody who is
 * undecided: the others of these parts come in, and the same parts again find out about the rest (P1).
 */
@ApplicationScoped
class Arrivals {
    private static final Logger LOG = Logger.getLogger(Arrivals.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Pattern BASIS = Pattern.compile("\\P{Cntrl}{1,500}");

    private final Database database;
    private final Index index;
    private final Imports imports;
    private final Judgement judgement;
    private final Activation activation;
    private final Undoing undoing;

    Arrivals(
            Database database,
            Index index,
            Imports imports,
            Judgement judgement,
            Activation activation,
            Undoing undoing) {
        this.database = database;
        this.index = index;
        this.imports = imports;
        this.judgement = judgement;
        this.activation = activation;
        this.undoing = undoing;
    }

    /**
     * @param jws the context, as it came
     * @param body {@code batch}, as it came: the context is for these bytes
     * @throws Refusal CONFLICT when the import does not stand where these parts begin; 503 when somebody of them depends on
     *     an enrollment that is not decided
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
        Fates fates = database.write(tx -> judgement.judge(tx, application, parts));
        store(jws, body, parts, fates);
        if (fates.any(Fate.UNDECIDED)) {
            // Nobody ends by this: by the next time, whoever keeps them out may have come to nothing.
            database.execute(tx -> activation.activate(tx, application, batch.termsVersion(), fates));
            throw undecided();
        }
        undo(application, fates);
        IndexImport then = database.write(tx -> {
            activation.activate(tx, application, batch.termsVersion(), fates);
            return imports.advance(
                            tx,
                            application,
                            parts.file(),
                            batch.first(),
                            batch.parts().size(),
                            fates.count(),
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

    private void store(String jws, byte[] body, OpenedParts parts, Fates fates) {
        List<Integer> offsets =
                fates.of(Fate.STORE).stream().map(OpenedTemplate::offset).toList();
        if (offsets.isEmpty()) {
            return;
        }
        StoredParts stored = index.store(jws, offsets, parts.through(), body);
        for (int at = 0; at < offsets.size(); at++) {
            switch (stored.outcomes().get(at)) {
                case STORED -> {}
                case ERASED -> fates.set(offsets.get(at), Fate.ERASED);
                // Who came since the search is pending, as a rule: the next search finds them, decided or not.
                case MATCHED -> fates.set(offsets.get(at), Fate.UNDECIDED);
            }
        }
        fates.settle();
    }

    /**
     * Whoever was pending and is not to be active: by the ledger, as every enrollment that is given up. Without it a
     * store that is still under way somewhere would leave a template that nobody answers for.
     */
    private void undo(ApplicationId application, Fates fates) {
        for (Fate ended : List.of(Fate.DUPLICATE, Fate.ERASED)) {
            for (OpenedTemplate one : fates.of(ended)) {
                undoing.undo(application, one.facialId(), judgement.subject(application, one), SessionOutcomes.GONE);
            }
        }
    }

    private static Refusal undecided() {
        return Refusal.later(
                "An enrollment that this import depends on is still undecided; send the file again.", SOON);
    }

    private static Refusal elsewhere(long next) {
        return Refusal.of(
                Code.CONFLICT, "The import of this file stands at part " + next + "; another upload may be under way.");
    }
}

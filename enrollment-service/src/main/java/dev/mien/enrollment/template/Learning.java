package dev.mien.enrollment.template;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.enrollment.index.Index;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Learns from an authentication that has been answered. Only where the policy of that very request says so, and only from
 * people who have agreed to the terms that it names: who agreed to others, before templates learned, keeps the template
 * that they agreed to.
 */
@ApplicationScoped
class Learning {
    private static final Logger LOG = Logger.getLogger(Learning.class);
    private final Database database;
    private final Eligible eligible;
    private final Index index;
    private final TemplateChanges changes;

    Learning(Database database, Eligible eligible, Index index, TemplateChanges changes) {
        this.database = database;
        this.eligible = eligible;
        this.index = index;
        this.changes = changes;
    }

    /** Whatever comes of it, nobody waits for it: the index says in its answer why a template has stayed as it is. */
    void learn(RequestContext context, String jws, FacialId facialId, String sealedProbe) {
        String terms = context.policy().termsVersion();
        if (!context.policy().learning()
                || !database.single(tx -> eligible.agreed(tx, context.application(), facialId, terms))) {
            return;
        }
        TemplateAnswer answer = index.join(jws, facialId, Purpose.RECOGNIZE, sealedProbe);
        if (answer.outcome() == TemplateAnswer.Outcome.JOINED) {
            changes.tell(context.application(), facialId);
        }
        LOG.infof("event=learned application=%s outcome=%s", context.application(), answer.outcome());
    }
}

package dev.mien.enrollment.template;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.enrollment.Learned;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.contracts.index.TemplateAnswer.Outcome;
import dev.mien.enrollment.index.Index;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Learns from an authentication that has been answered. Only where the policy of that very request says so, and only
 * from people who have agreed to the terms that it names: who agreed to others, before templates learned, keeps the
 * template that they agreed to. Where people move to another model profile, whoever is active moves: what is kept of
 * the face then serves what the person has agreed to, by other networks.
 */
@ApplicationScoped
class Learning {
    private static final Logger LOG = Logger.getLogger(Learning.class);
    private static final Set<ProfileState> ACTIVE = EnumSet.of(ProfileState.ACTIVE);

    /** After these nothing more joins the template today, nor does the person move once more. */
    private static final Set<Outcome> SETTLED =
            EnumSet.of(Outcome.JOINED, Outcome.SAME_DAY, Outcome.FULL, Outcome.MOVED, Outcome.UNCHANGED);

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
    Learned learn(RequestContext context, String jws, FacialId facialId, JoinRequest request) {
        Policy policy = context.policy();
        boolean learns = policy.learning()
                && database.single(tx -> eligible.agreed(tx, context.application(), facialId, policy.termsVersion()));
        boolean moves = policy.movingTo() != null
                && (learns || database.single(tx -> eligible.is(tx, context.application(), facialId, ACTIVE)));
        if (!learns && !moves) {
            return new Learned(false);
        }
        TemplateAnswer answer =
                index.join(jws, facialId, Purpose.RECOGNIZE, new JoinRequest(request.sealedProbe(), !learns));
        if (answer.outcome() == Outcome.JOINED || answer.outcome() == Outcome.MOVED) {
            changes.tell(context.application(), facialId);
        }
        LOG.infof("event=learned application=%s outcome=%s", context.application(), answer.outcome());
        return new Learned(SETTLED.contains(answer.outcome()));
    }
}

package dev.mien.index.learn;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.contracts.index.TemplateAnswer.Outcome;
import dev.mien.index.gallery.Query;
import dev.mien.index.gallery.Scope;
import dev.mien.index.head.GrowingTemplates.Growing;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.replica.Replica;
import dev.mien.index.replica.Search;
import dev.mien.index.replica.Searched;
import dev.mien.index.resolve.Certainty;
import dev.mien.index.resolve.Limits;
import dev.mien.index.resolve.Thresholds;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.Occasions;
import dev.mien.index.vault.ProbeContents;
import dev.mien.index.vault.ProbeSeal;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Joins occasions to templates, and takes them out again. Thread safe.
 *
 * <p>The new mean is compared with everybody else twice, as an enrollment is: with what is in memory, without any lock,
 * and under the head's lock with what changed since. So the lock is held as briefly as for a store. Should the template
 * itself have changed in between, all of it is done again.
 */
public final class Learning {
    private static final int ATTEMPTS = 3;
    /** The person's own template is among the best; whoever else is there is too near. */
    private static final int BEST = 2;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final FaceAnalysis analysis;
    private final Replica replica;
    private final Database database;
    private final ProbeSeal seal;
    private final Change change;
    private final Clock clock;

    public Learning(
            FaceAnalysis analysis, Replica replica, Database database, ProbeSeal seal, Change change, Clock clock) {
        this.analysis = analysis;
        this.replica = replica;
        this.database = database;
        this.seal = seal;
        this.change = change;
        this.clock = clock;
    }

    /** @throws Refusal 503 when it cannot be done now */
    public TemplateAnswer join(RequestContext context, FacialId facialId, JoinRequest request) {
        Optional<ProbeContents> opened = seal.open(context.application(), request.sealedProbe());
        if (opened.isEmpty()) {
            return Change.end(Outcome.PROBE_REFUSED);
        }
        try (ProbeContents probe = opened.get()) {
            if (!madeFor(context, probe)) {
                return Change.end(Outcome.PROBE_REFUSED);
            }
            Thresholds thresholds = analysis.thresholds(probe.profile())
                    .orElseThrow(() -> Refusal.of(
                            Code.PROCESSING_ERR, 503, "The probe's model profile is not installed in index-service."));
            if (probe.second() != null) {
                return move(context, facialId, probe, thresholds);
            }
            if (request.movesOnly()) {
                return Change.end(Outcome.UNCHANGED);
            }
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<TemplateAnswer> answer = attempt(context, facialId, probe, thresholds);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
        throw Refusal.later("The template is being changed by others.", SOON);
    }

    /**
     * Makes the template the first enrollment's again, whoever is near it by now: who enrolled since was compared with
     * what had been learned, not with this one, but a right of the person must not depend on others. The exception to
     * P2.
     */
    public TemplateAnswer reset(RequestContext context, FacialId facialId) {
        Policy policy = context.policy();
        TemplateAnswer answer =
                database.write(tx -> change.reset(tx, context.application(), facialId, policy.profile()));
        if (policy.movingTo() == null) {
            return answer;
        }
        TemplateAnswer moved =
                database.write(tx -> change.reset(tx, context.application(), facialId, policy.movingTo()));
        return moved.outcome() == Outcome.RESET || answer.outcome() == Outcome.GONE ? moved : answer;
    }

    /** Gives a person who was recognized by the old model profile a template of the new one. */
    private TemplateAnswer move(RequestContext context, FacialId facialId, ProbeContents probe, Thresholds thresholds) {
        Others others = others(context, probe.profile(), probe.vector(), thresholds);
        if (others.searched().hits().stream().anyMatch(hit -> !hit.facialId().equals(facialId))) {
            return new TemplateAnswer(Outcome.RESEMBLES_ANOTHER, 0);
        }
        Move.Moving moving = new Move.Moving(
                facialId,
                probe,
                others.searched().through(),
                others.threshold(),
                context.policy().revision());
        return database.write(tx -> change.move().write(tx, context.application(), moving));
    }

    /** Whether the probe was made to join a template, under this very request. */
    private static boolean madeFor(RequestContext context, ProbeContents probe) {
        Purpose purpose = context.operation() == Operation.MANAGE ? Purpose.ADD : Purpose.RECOGNIZE;
        Policy policy = context.policy();
        String from = probe.second() == null ? policy.profile() : probe.second().profile();
        return probe.purpose() == purpose
                && probe.jti().equals(context.jti())
                && from.equals(policy.profile())
                && (probe.profile().equals(policy.movingTo())
                        || probe.second() == null && probe.profile().equals(policy.profile()));
    }

    /** @return empty when the template has changed meanwhile */
    private Optional<TemplateAnswer> attempt(
            RequestContext context, FacialId facialId, ProbeContents probe, Thresholds thresholds) {
        ApplicationId application = context.application();
        Prepared prepared =
                database.snapshot(tx -> prepare(tx, application, facialId, probe, Certainty.sameFace(thresholds)));
        return switch (prepared) {
            case Prepared.Over(TemplateAnswer answer) -> Optional.of(answer);
            case Prepared.Ready(Growing from, Occasions occasions) -> {
                try (occasions;
                        FaceVector mean = occasions.mean()) {
                    Others others = others(context, probe.profile(), mean, thresholds);
                    if (others.searched().hits().stream()
                            .anyMatch(hit -> !hit.facialId().equals(facialId))) {
                        yield Optional.of(new TemplateAnswer(Outcome.RESEMBLES_ANOTHER, occasions.count() - 1));
                    }
                    HeadPosition through = others.searched().through();
                    yield database.write(tx -> change.join(
                            tx,
                            application,
                            new Change.Joining(from, occasions, mean, probe, through, others.threshold())));
                }
            }
        };
    }

    /** What a template would become, or why it stays. */
    private sealed interface Prepared {
        record Over(TemplateAnswer answer) implements Prepared {}

        /** @param from the row that it is made of; the occasions are the caller's to close */
        record Ready(Growing from, Occasions occasions) implements Prepared {}
    }

    private Prepared prepare(Tx tx, ApplicationId application, FacialId facialId, ProbeContents probe, double same) {
        Change.Standing standing = change.standing(tx, application, facialId, probe);
        return switch (standing) {
            case Change.Standing.Ended(TemplateAnswer answer) -> new Prepared.Over(answer);
            case Change.Standing.Open(Growing from, Occasions now) -> {
                try (now) {
                    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
                    yield switch (Growth.of(now, probe, same, today)) {
                        case Growth.Stays(Outcome why) -> new Prepared.Over(new TemplateAnswer(why, now.count()));
                        case Growth.Grows(Occasions more) -> new Prepared.Ready(from, more);
                    };
                }
            }
        };
    }

    private record Others(Searched searched, double threshold) {}

    /** Who is near what the template would become, as far as this replica knows; it is level with the head first. */
    private Others others(RequestContext context, String profile, FaceVector mean, Thresholds thresholds) {
        Policy policy = context.policy();
        replica.catchUp(context.application());
        try (Query query = Query.of(mean)) {
            Searched searched = replica.search(
                    context.application(),
                    new Search(
                            profile,
                            query,
                            faces -> Limits.ofSearch(thresholds, policy, faces).threshold(),
                            BEST,
                            Scope.EVERYONE));
            return new Others(
                    searched,
                    Limits.ofSearch(thresholds, policy, searched.searched()).threshold());
        }
    }
}

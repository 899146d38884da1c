package dev.mien.enrollment.template;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.enrollment.TemplateState;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.enrollment.index.Index;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a backend does to a template: brings another occasion of the person, or takes back all but the enrollment. It
 * may do so whether templates learn by themselves or not. Unknown, erased, paused and somebody else's is the same 404;
 * only a reset is also for those who are paused: less is held of them then, and nobody is recognized by it.
 */
@ApplicationScoped
class Adding {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Set<ProfileState> ACTIVE = EnumSet.of(ProfileState.ACTIVE);
    private static final Set<ProfileState> LIVING = EnumSet.of(ProfileState.ACTIVE, ProfileState.PAUSED);

    private final Database database;
    private final Eligible eligible;
    private final Index index;
    private final TemplateChanges changes;

    Adding(Database database, Eligible eligible, Index index, TemplateChanges changes) {
        this.database = database;
        this.eligible = eligible;
        this.index = index;
        this.changes = changes;
    }

    /** @throws Refusal with the reason why the template is as it was */
    TemplateState add(RequestContext context, String jws, FacialId facialId, List<Frame> frames) {
        require(context, facialId, ACTIVE);
        if (context.policy().movingTo() != null) {
            throw Refusal.of(
                    Code.CONFLICT,
                    "Templates take no occasions while people move to another model profile; reset them, or wait.");
        }
        int most = context.policy().maximumFrames();
        if (frames.size() > most) {
            throw Refusal.of(Code.INVALID_REQUEST, "frame: 1 to " + most + " are needed.");
        }
        ProbeAnswer probe = index.probe(jws, facialId, frames);
        if (probe.refusal() != null) {
            throw Refusal.of(probe.refusal(), probe.status(), probe.detail());
        }
        TemplateAnswer answer = index.join(jws, facialId, Purpose.ADD, new JoinRequest(probe.sealedProbe()));
        return switch (answer.outcome()) {
            case JOINED -> {
                changes.tell(context.application(), facialId);
                yield new TemplateState(facialId, answer.occasions());
            }
            case ALREADY_JOINED -> new TemplateState(facialId, answer.occasions());
            case OTHER_FACE, UNCERTAIN ->
                throw Refusal.of(
                        Code.FACE_MISMATCH,
                        "The frames do not show the face that was enrolled, or lead too far from it.");
            case FULL ->
                throw Refusal.of(
                        Code.CONFLICT,
                        "The template has " + answer.occasions()
                                + " occasions, as many as it may; DELETE it back to the enrollment first.");
            case RESEMBLES_ANOTHER ->
                throw Refusal.of(
                        Code.FACE_DUPLICATION, "With these frames the template would resemble somebody else's.");
            case GONE -> throw Refusal.of(Code.NOT_FOUND);
            case PROBE_REFUSED, SAME_DAY, RESET, UNCHANGED, MOVED ->
                throw Refusal.later("The frames could not be added; again.", SOON);
        };
    }

    /** Again, it changes nothing and tells nobody. */
    TemplateState reset(RequestContext context, String jws, FacialId facialId) {
        require(context, facialId, LIVING);
        TemplateAnswer answer = index.reset(jws, facialId);
        return switch (answer.outcome()) {
            case RESET -> {
                changes.tell(context.application(), facialId);
                yield new TemplateState(facialId, answer.occasions());
            }
            case UNCHANGED -> new TemplateState(facialId, answer.occasions());
            case GONE -> throw Refusal.of(Code.NOT_FOUND);
            case JOINED,
                    MOVED,
                    ALREADY_JOINED,
                    FULL,
                    SAME_DAY,
                    OTHER_FACE,
                    UNCERTAIN,
                    RESEMBLES_ANOTHER,
                    PROBE_REFUSED -> throw Refusal.later("The template could not be reset; again.", SOON);
        };
    }

    private void require(RequestContext context, FacialId facialId, Set<ProfileState> states) {
        if (!database.single(tx -> eligible.is(tx, context.application(), facialId, states))) {
            throw Refusal.of(Code.NOT_FOUND);
        }
    }
}

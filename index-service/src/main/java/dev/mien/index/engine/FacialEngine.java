package dev.mien.index.engine;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.IndexFigures;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.index.gallery.Scope;
import dev.mien.platform.ledger.Holder;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import java.util.List;

/** Faces of those applications whose policy names this engine. Thread safe. */
public interface FacialEngine {
    /** Under which name policies choose it. */
    Engine kind();

    /** Whether the operator lets it run. One that may not still erases what it has stored. */
    default boolean enabled() {
        return true;
    }

    /**
     * Looks at the frames and searches for the face.
     *
     * @param scope whom to compare with
     * @param frames stay the caller's to close
     * @throws dev.mien.platform.problem.Refusal when it cannot be done now, or not under this policy
     */
    ProbeAnswer probe(RequestContext context, Purpose purpose, Scope scope, List<Frame> frames);

    /** Stores a probe under a Facial ID: once, nobody who is in the ledger, and nothing when a newer match is there. */
    StoreAnswer store(RequestContext context, StoreRequest request);

    /**
     * Joins a probe to a person's template, as another occasion of the same face: once, and nobody who is in the
     * ledger.
     *
     * @throws Refusal CONFLICT where the engine's templates cannot be changed
     */
    default TemplateAnswer join(RequestContext context, FacialId facialId, JoinRequest request) {
        throw unchangeable();
    }

    /** Takes all occasions but the enrollment out of a person's template. @throws Refusal as {@link #join} */
    default TemplateAnswer reset(RequestContext context, FacialId facialId) {
        throw unchangeable();
    }

    private Refusal unchangeable() {
        return Refusal.of(Code.CONFLICT, "Templates of the application's engine, " + kind() + ", cannot be changed.");
    }

    /**
     * Whether two pictures show one person, by the measure that this engine recognizes people by. Nothing is stored.
     *
     * @param two stay the caller's to close
     * @throws Refusal naming the picture that cannot be used; 503 with a pause when it cannot be done now
     */
    PhotoComparison compare(RequestContext context, List<Frame> two);

    /** How what it has stored is erased. Asked for entries of every application, whichever engine that one has. */
    Holder holder();

    /** The application's index in figures. @throws Refusal when they cannot be had now */
    IndexFigures figures(RequestContext context);

    /** How many faces of an application can be found. */
    long count(ApplicationId application);
}

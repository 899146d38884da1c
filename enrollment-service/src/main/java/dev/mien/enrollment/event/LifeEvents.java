package dev.mien.enrollment.event;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.event.EnrollmentCompleted;
import dev.mien.contracts.event.EnrollmentRejected;
import dev.mien.contracts.event.EnrollmentUpdated;
import dev.mien.contracts.event.EventType;
import dev.mien.enrollment.profile.Standing;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.outbox.OutboxEvent;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Tells of lives that began or changed, and of attempts that were refused. Their end is told by the erasure. */
@ApplicationScoped
public class LifeEvents {
    private final Outbox outbox;
    private final Clock clock;

    LifeEvents(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Somebody is recognized from {@code at} on: version 1. */
    public void completed(
            Tx tx, ApplicationId application, FacialId facialId, SubjectHash subject, Instant at, String terms) {
        EnrollmentCompleted data = new EnrollmentCompleted(application, facialId, 1, at, terms);
        life(tx, EventType.ENROLLMENT_COMPLETED, application, facialId, subject, at, data);
    }

    public void stateChanged(
            Tx tx,
            ApplicationId application,
            FacialId facialId,
            SubjectHash subject,
            long version,
            ProfileState state) {
        Instant at = clock.instant();
        String name = state.name().toLowerCase(Locale.ROOT);
        EnrollmentUpdated data = new EnrollmentUpdated(application, facialId, version, at, "state", name);
        life(tx, EventType.ENROLLMENT_UPDATED, application, facialId, subject, at, data);
    }

    /** The template has gained an occasion, or lost all but the first. */
    public void templateChanged(Tx tx, Standing standing, SubjectHash subject) {
        Instant at = clock.instant();
        EnrollmentUpdated data = new EnrollmentUpdated(
                standing.application(),
                standing.facialId(),
                standing.version(),
                at,
                "template",
                standing.state().name().toLowerCase(Locale.ROOT));
        life(tx, EventType.ENROLLMENT_UPDATED, standing.application(), standing.facialId(), subject, at, data);
    }

    /** An attempt was refused after its frames were looked at. It names no Facial ID. */
    public void rejected(Tx tx, ApplicationId application, UUID attempt, Code code) {
        Instant at = clock.instant();
        outbox.append(
                tx,
                new OutboxEvent(
                        UUID.randomUUID(),
                        EventType.ENROLLMENT_REJECTED,
                        application + ":" + attempt,
                        OutboxEvent.subject(application),
                        null,
                        at,
                        new EnrollmentRejected(application, attempt, at, code)));
    }

    private void life(
            Tx tx,
            EventType type,
            ApplicationId application,
            FacialId facialId,
            SubjectHash subject,
            Instant at,
            Object data) {
        outbox.append(tx, OutboxEvent.ofLife(UUID.randomUUID(), type, application, facialId, subject, at, data));
    }
}

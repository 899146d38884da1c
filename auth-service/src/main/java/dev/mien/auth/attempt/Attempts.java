package dev.mien.auth.attempt;

import dev.mien.auth.decide.Outcome;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.AuthenticationFailed;
import dev.mien.contracts.event.AuthenticationSucceeded;
import dev.mien.contracts.event.EventType;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.outbox.OutboxEvent;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/** The table of attempts, and the event that goes with each. The same parts of a session sent again are one attempt. */
@ApplicationScoped
public class Attempts {
    /** Addresses are for abuse control alone. */
    public static final Duration ADDRESS_KEPT = Duration.ofHours(24);

    private final Outbox outbox;
    private final Supplier<UUID> ids;

    Attempts(Outbox outbox, Supplier<UUID> ids) {
        this.outbox = outbox;
        this.ids = ids;
    }

    /** @param at the moment at which the person was found active */
    void succeeded(Tx tx, Attempt attempt, Outcome.Matched match, SubjectHash subject, Instant at) {
        if (!insert(tx, attempt, match, match.facialId(), subject, null, at)) {
            return;
        }
        append(
                tx,
                attempt,
                EventType.AUTHENTICATION_SUCCEEDED,
                OutboxEvent.subject(attempt.application(), match.facialId()),
                subject,
                at,
                new AuthenticationSucceeded(
                        attempt.application(),
                        attempt.id(),
                        match.facialId(),
                        at,
                        attempt.claim().mode(),
                        match.liveness().name().toLowerCase(Locale.ROOT)));
    }

    /** Nobody was recognized, so nobody is named: not in the row, and not in the event. */
    void failed(Tx tx, Attempt attempt, Outcome outcome, Code code, Instant at) {
        if (!insert(tx, attempt, outcome, null, null, code, at)) {
            return;
        }
        append(
                tx,
                attempt,
                EventType.AUTHENTICATION_FAILED,
                OutboxEvent.subject(attempt.application()),
                null,
                at,
                new AuthenticationFailed(attempt.application(), attempt.id(), at, code));
    }

    /** @return how many attempts of this subject there were */
    public int purge(Tx tx, SubjectHash subject) {
        return tx.update("delete from attempt where subject_hash = ?", (Object) subject.bytes());
    }

    /** @return how many addresses were removed because their day is over */
    public int removeAddresses(Tx tx, Instant now) {
        return tx.update(
                "update attempt set address = null where address is not null and at < ?", now.minus(ADDRESS_KEPT));
    }

    /** @return how many attempts were removed */
    public int removeBefore(Tx tx, Instant before) {
        return tx.update("delete from attempt where at < ?", before);
    }

    private static boolean insert(
            Tx tx, Attempt attempt, Outcome outcome, FacialId facialId, SubjectHash subject, Code code, Instant at) {
        return tx.update(
                        "insert into attempt (id, application_id, session_id, parts_digest, facial_id, subject_hash,"
                                + " outcome, code, score_band, pin_reason, mode, country, address, at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        attempt.id(),
                        attempt.application().value(),
                        attempt.session().value(),
                        attempt.partsDigest(),
                        facialId == null ? null : facialId.value(),
                        subject == null ? null : subject.bytes(),
                        name(outcome),
                        code,
                        outcome.band(),
                        outcome.pinReason().orElse(null),
                        attempt.claim().mode(),
                        attempt.context().country(),
                        attempt.context().address(),
                        at)
                == 1;
    }

    private void append(
            Tx tx, Attempt attempt, EventType type, String about, SubjectHash subject, Instant at, Object data) {
        String key = attempt.application() + ":" + attempt.id();
        outbox.append(tx, new OutboxEvent(ids.get(), type, key, about, subject, at, data));
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Matched _ -> "MATCHED";
            case Outcome.Unrecognized _ -> "UNRECOGNIZED";
            case Outcome.Ambiguous _ -> "AMBIGUOUS";
            case Outcome.Unsearchable _ -> "UNSEARCHABLE";
            case Outcome.Rejected _ -> "REJECTED";
        };
    }
}

package dev.mien.enrollment.erasure;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.ErasureRequested;
import dev.mien.contracts.event.EventType;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.outbox.OutboxEvent;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Writes {@code erasure.requested}: one fact for each number and subject. Its id follows from both, and its version and
 * time are kept, so a repeated one is the same event again and consumers drop it. From both, since a ledger that was
 * lost with its last second may give a number again that has been told of. The caller holds the subject's lock.
 */
@ApplicationScoped
class Announcements {
    private static final byte[] NAME = "erasure.requested/".getBytes(StandardCharsets.UTF_8);

    private final Outbox outbox;
    private final Clock clock;

    Announcements(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @return whether it was ever written for this number and subject */
    boolean made(Tx tx, long number, SubjectHash subject) {
        return tx.exists("select 1 from announcement where number = ? and subject_hash = ?", number, subject.bytes());
    }

    /**
     * Writes it, or writes it again, unless it is waiting for delivery as it is.
     *
     * @param version of this event, if it is the first time
     */
    void announce(Tx tx, long number, ApplicationId application, FacialId facialId, SubjectHash subject, long version) {
        Instant now = clock.instant();
        tx.update(
                "insert into announcement (number, subject_hash, version, at) values (?, ?, ?, ?)"
                        + " on conflict (number, subject_hash) do nothing",
                number,
                subject.bytes(),
                version,
                now);
        ErasureRequested data = tx.first(
                        "select version, at from announcement where number = ? and subject_hash = ?",
                        row -> new ErasureRequested(
                                application,
                                facialId,
                                row.getLong(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                number),
                        number,
                        subject.bytes())
                .orElseThrow();
        UUID id = id(number, subject);
        if (!outbox.holds(tx, subject, id)) {
            outbox.append(
                    tx,
                    OutboxEvent.ofLife(
                            id, EventType.ERASURE_REQUESTED, application, facialId, subject, data.at(), data));
        }
    }

    private static UUID id(long number, SubjectHash subject) {
        byte[] hash = subject.bytes();
        return UUID.nameUUIDFromBytes(ByteBuffer.allocate(NAME.length + Long.BYTES + hash.length)
                .put(NAME)
                .putLong(number)
                .put(hash)
                .array());
    }
}

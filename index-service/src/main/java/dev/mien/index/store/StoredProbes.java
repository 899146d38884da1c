package dev.mien.index.store;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Which probes have been stored or have joined a template, and whose: each once. */
public final class StoredProbes {
    /** Far longer than a probe lives, so that a caller whose answer got lost can ask again. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** A probe that was used. @param facialId null once that one is erased */
    public record Used(ApplicationId application, FacialId facialId) {}

    /** @return how a probe was used; empty when it was not */
    public Optional<Used> find(Tx tx, UUID jti) {
        return tx.first(
                "select application_id, facial_id from stored_probe where jti = ?",
                row -> {
                    UUID facialId = row.getObject(2, UUID.class);
                    return new Used(
                            new ApplicationId(row.getObject(1, UUID.class)),
                            facialId == null ? null : new FacialId(facialId));
                },
                jti);
    }

    /** Notes that a probe is used up, in the transaction that uses it. */
    public void add(Tx tx, UUID jti, ApplicationId application, FacialId facialId, SubjectHash subject) {
        tx.update(
                "insert into stored_probe (jti, application_id, facial_id, subject_hash, forget_at)"
                        + " values (?, ?, ?, ?, now() + ? * interval '1 second')",
                jti,
                application.value(),
                facialId.value(),
                subject.bytes(),
                KEPT.toSeconds());
    }

    /** Forgets under whom, not that it was used. @return how many */
    public int forget(Tx tx, SubjectHash subject) {
        return tx.update(
                "update stored_probe set facial_id = null, subject_hash = null where subject_hash = ?",
                (Object) subject.bytes());
    }

    /** As {@link #forget}, for everyone of an application. */
    public int forgetAll(Tx tx, ApplicationId application) {
        return tx.update(
                "update stored_probe set facial_id = null, subject_hash = null"
                        + " where application_id = ? and facial_id is not null",
                application.value());
    }

    /** Drops those whose time has come. */
    public void sweep(Tx tx) {
        tx.update("delete from stored_probe where forget_at < now()");
    }
}

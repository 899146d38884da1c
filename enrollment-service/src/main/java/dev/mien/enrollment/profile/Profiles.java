package dev.mien.enrollment.profile;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.enrollment.payload.SealedPayload;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * The transitions of a life. Each is one statement that names the state it starts from, so of two that race, one
 * changes nothing and is told so. The caller holds the subject's lock.
 *
 * <pre>
 * insertPending ──► PENDING ──activate──► ACTIVE ◄──change──► PAUSED
 *                      │ giveUp              │ end               │ end
 *                      └───────────────► ERASING ◄───────────────┘
 *                                            │ remove (the ledger's purge alone)
 *                                           gone
 * </pre>
 *
 * Nothing leads out of ERASING but gone.
 */
@ApplicationScoped
public class Profiles {
    public void insertPending(Tx tx, NewProfile profile) {
        SealedPayload payload = profile.payload();
        tx.update(
                "insert into profile (facial_id, application_id, subject_hash, state, payload, payload_key,"
                        + " payload_source, age, gender) values (?, ?, ?, 'PENDING', ?, ?, ?, ?, ?)",
                profile.facialId().value(),
                profile.application().value(),
                profile.subject().bytes(),
                payload == null ? null : payload.bytes(),
                payload == null ? null : payload.keyVersion(),
                payload == null ? null : payload.source(),
                profile.estimates() == null ? null : profile.estimates().age(),
                profile.estimates() == null ? null : profile.estimates().gender());
    }

    /** As {@link #insertPending}, for somebody who keeps the Facial ID of another installation. @return false: it is taken */
    public boolean insertCarried(Tx tx, ApplicationId application, FacialId facialId, SubjectHash subject, UUID file) {
        return tx.update(
                        "insert into profile (facial_id, application_id, subject_hash, state, carried_by)"
                                + " values (?, ?, ?, 'PENDING', ?) on conflict do nothing",
                        facialId.value(),
                        application.value(),
                        subject.bytes(),
                        file)
                == 1;
    }

    /**
     * Somebody who is pending by an index file comes with {@code file} from now on, and is waited for anew: that file
     * may have to wait for others itself.
     *
     * @return false when it is nobody's file by which they are pending, or they are pending no longer
     */
    public boolean carry(Tx tx, SubjectHash subject, UUID file) {
        return tx.update(
                        "update profile set carried_by = ?, pending_since = clock_timestamp()"
                                + " where subject_hash = ? and state = 'PENDING' and carried_by is not null",
                        file,
                        subject.bytes())
                == 1;
    }

    /** Where somebody stands, and the index file that they came with. @param file null: they enrolled */
    public record Origin(ProfileState state, UUID file) {}

    public Optional<Origin> origin(Tx tx, SubjectHash subject) {
        return tx.first(
                "select state, carried_by from profile where subject_hash = ?",
                row -> new Origin(ProfileState.valueOf(row.getString(1)), row.getObject(2, UUID.class)),
                (Object) subject.bytes());
    }

    /**
     * PENDING → ACTIVE, with the first event's version.
     *
     * @return when, by the database's clock; empty when it is pending no longer
     */
    public Optional<Instant> activate(Tx tx, SubjectHash subject) {
        return tx.first(
                "update profile set state = 'ACTIVE', version = 1, activated_at = clock_timestamp()"
                        + " where subject_hash = ? and state = 'PENDING' returning activated_at",
                row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                (Object) subject.bytes());
    }

    /** PENDING → ERASING, whose template may still land: so the row stays until the ledger's purge. */
    public boolean giveUp(Tx tx, SubjectHash subject) {
        return tx.update("update profile set state = 'ERASING' where subject_hash = ? and state = 'PENDING'", (Object)
                        subject.bytes())
                == 1;
    }

    /**
     * ACTIVE ⇄ PAUSED, with the next version.
     *
     * @return the new version; empty when it was not in {@code from}
     */
    public Optional<Long> change(Tx tx, SubjectHash subject, ProfileState from, ProfileState to) {
        return tx.first(
                "update profile set state = ?, version = version + 1 where subject_hash = ? and state = ?"
                        + " returning version",
                row -> row.getLong(1),
                to,
                subject.bytes(),
                from);
    }

    /**
     * ACTIVE or PAUSED stays so, with the next version: something else about the person has changed.
     *
     * @return where it stands now; empty when it was in neither of them
     */
    public Optional<Standing> changed(Tx tx, SubjectHash subject) {
        return tx.first(
                "update profile set version = version + 1 where subject_hash = ? and state in ('ACTIVE', 'PAUSED')"
                        + " returning application_id, facial_id, state, version, activated_at is not null,"
                        + " erasure_number",
                Standing::of,
                (Object) subject.bytes());
    }

    /** Any state → ERASING, under the ledger's number. */
    public boolean end(Tx tx, SubjectHash subject, long number) {
        return tx.update(
                        "update profile set state = 'ERASING', erasure_number = ? where subject_hash = ?",
                        number,
                        subject.bytes())
                == 1;
    }

    /** Notes the number that was given when it was asked for: the only one, or another than the one that was lost. */
    public void number(Tx tx, SubjectHash subject, long number) {
        tx.update(
                "update profile set erasure_number = ? where subject_hash = ? and state = 'ERASING'"
                        + " and (erasure_number is null or erasure_number < ?)",
                number,
                subject.bytes(),
                number);
    }

    /** The last step of a purge: its dependents are gone already. */
    public int remove(Tx tx, SubjectHash subject) {
        return tx.update("delete from profile where subject_hash = ?", (Object) subject.bytes());
    }

    /** Reads a row, and keeps it as it is until the transaction ends. */
    public Optional<Standing> hold(Tx tx, SubjectHash subject) {
        return tx.first(
                Standing.SELECT + " where subject_hash = ? for no key update", Standing::of, (Object) subject.bytes());
    }
}

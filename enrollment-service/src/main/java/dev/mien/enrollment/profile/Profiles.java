package dev.mien.enrollment.profile;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.enrollment.payload.SealedPayload;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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
    /** A request ends long before: who is pending for longer was left behind by a crash. */
    public static final Duration LONGEST_PENDING = Duration.ofMinutes(1);

    /** An import that was interrupted has to go on within this time; as often as it does, it has as much again. */
    public static final Duration LONGEST_CARRIED = Duration.ofDays(1);

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
                Profiles::standing,
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
                STANDING + " where subject_hash = ? for no key update", Profiles::standing, (Object) subject.bytes());
    }

    /**
     * Those left behind as pending, oldest first. Who came with an index file is waited for longer: an import that was
     * interrupted goes on when the file is sent again, and would find its people in the ledger.
     */
    public List<Standing> stalePending(Tx tx, int limit) {
        return tx.list(
                STANDING + " where state = 'PENDING' and pending_since < now() - ? * interval '1 second'"
                        + " and (carried_by is null or pending_since < now() - ? * interval '1 second')"
                        + " order by pending_since limit ?",
                Profiles::standing,
                LONGEST_PENDING.toSeconds(),
                LONGEST_CARRIED.toSeconds(),
                limit);
    }

    /** Undone enrollments that the ledger has not been told of, oldest first. */
    public List<Standing> unnumbered(Tx tx, int limit) {
        return tx.list(
                STANDING + " where state = 'ERASING' and erasure_number is null order by pending_since limit ?",
                Profiles::standing,
                limit);
    }

    /**
     * Those that ought to be gone: numbered, and not purged within {@link #LONGEST_PENDING}. Their number may have been
     * lost with the ledger that gave it, before anybody had applied it. Oldest first.
     */
    public List<Standing> overdue(Tx tx, int limit) {
        return tx.list(
                STANDING + " p where state = 'ERASING' and erasure_number is not null"
                        + " and coalesce((select a.at from announcement a where a.number = p.erasure_number"
                        + " and a.subject_hash = p.subject_hash), pending_since) < now() - ? * interval '1 second'"
                        + " order by pending_since limit ?",
                Profiles::standing,
                LONGEST_PENDING.toSeconds(),
                limit);
    }

    private static final String STANDING =
            "select application_id, facial_id, state, version, activated_at is not null, erasure_number from profile";

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                new ApplicationId(row.getObject(1, UUID.class)),
                new FacialId(row.getObject(2, UUID.class)),
                ProfileState.valueOf(row.getString(3)),
                row.getLong(4),
                row.getBoolean(5),
                row.getObject(6, Long.class));
    }
}

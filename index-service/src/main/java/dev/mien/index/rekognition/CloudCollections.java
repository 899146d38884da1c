package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of collections. Each stands here before AWS is asked for it. */
final class CloudCollections {
    private static final String COLUMNS = "application_id, name, made, faces, number is not null";

    private final String prefix;
    private final SubjectHasher hasher;

    /** @param prefix what names begin with: this installation's own */
    CloudCollections(String prefix, SubjectHasher hasher) {
        this.prefix = prefix;
        this.hasher = hasher;
    }

    Optional<CloudCollection> find(Tx tx, ApplicationId application) {
        return tx.first(
                "select " + COLUMNS + " from rekognition_collection where application_id = ?",
                CloudCollections::read,
                application.value());
    }

    /** As {@link #find}, and nobody else changes it for the rest of the transaction. */
    Optional<CloudCollection> lock(Tx tx, ApplicationId application) {
        return tx.first(
                "select " + COLUMNS + " from rekognition_collection where application_id = ? for update",
                CloudCollections::read,
                application.value());
    }

    /** The row of an application; made where there is none, before the collection is. */
    CloudCollection ensure(Tx tx, ApplicationId application) {
        tx.update(
                "insert into rekognition_collection (application_id, subject_hash, name) values (?, ?, ?)"
                        + " on conflict do nothing",
                application.value(),
                hasher.of(application).bytes(),
                prefix + application);
        return find(tx, application).orElseThrow();
    }

    void made(Tx tx, ApplicationId application) {
        tx.update("update rekognition_collection set made = true where application_id = ?", application.value());
    }

    /** Something was asked of AWS that may land later than its answer is waited for. */
    void touched(Tx tx, ApplicationId application) {
        tx.update(
                "update rekognition_collection set touched_at = clock_timestamp() where application_id = ?",
                application.value());
    }

    /** @param by how many more can be found; negative: fewer */
    void count(Tx tx, ApplicationId application, long by) {
        tx.update(
                "update rekognition_collection set faces = greatest(0, faces + ?) where application_id = ?",
                by,
                application.value());
    }

    /** The collection goes, under that number. @return whether there is one */
    boolean go(Tx tx, SubjectHash application, long number) {
        return tx.update(
                        "update rekognition_collection set number = coalesce(number, ?), faces = 0 where subject_hash = ?",
                        number,
                        application.bytes())
                == 1;
    }

    List<CloudCollection> going(Tx tx) {
        return tx.list(
                "select " + COLUMNS + " from rekognition_collection where number is not null", CloudCollections::read);
    }

    /** Forgets one that is gone for good: nothing that was asked of AWS can make it again. @return whether it is time */
    boolean forget(Tx tx, ApplicationId application, Duration settled) {
        boolean time = tx.exists(
                "select 1 from rekognition_collection where application_id = ?"
                        + " and touched_at < clock_timestamp() - ? * interval '1 millisecond' for update",
                application.value(),
                settled.toMillis());
        if (time) {
            tx.update("delete from rekognition_face where application_id = ?", application.value());
            tx.update("delete from rekognition_collection where application_id = ?", application.value());
        }
        return time;
    }

    /** The rows are older than what they speak of: nothing is confirmed before AWS has been asked what it has. */
    void restored(Tx tx) {
        tx.update("update rekognition_collection set listing = 'RESTORED', turn = null");
    }

    /** As {@link #restored}: nothing is confirmed before AWS has been asked which collections there are. */
    void seekForgotten(Tx tx) {
        tx.update("insert into rekognition_restore default values on conflict do nothing");
    }

    boolean seeksForgotten(Tx tx) {
        return tx.exists("select 1 from rekognition_restore");
    }

    /**
     * Takes in those of ours that no row is known of: an application's that is younger than the backup, whose faces are
     * nobody's by now, or of one that has been deleted.
     *
     * @param names of every collection at AWS
     */
    void takeIn(Tx tx, List<String> names) {
        for (String name : names) {
            application(name)
                    .filter(application -> find(tx, application).isEmpty())
                    .ifPresent(application -> {
                        ensure(tx, application);
                        tx.update(
                                "update rekognition_collection set made = true, listing = 'RESTORED', number ="
                                        + " (select number from ledger_copy where subject_hash = ?) where application_id = ?",
                                hasher.of(application).bytes(),
                                application.value());
                    });
        }
        tx.update("delete from rekognition_restore");
    }

    /** Empty for a name that is none of ours. */
    private Optional<ApplicationId> application(String name) {
        try {
            return name.startsWith(prefix)
                    ? Optional.of(ApplicationId.of(name.substring(prefix.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException somebodyElses) {
            return Optional.empty();
        }
    }

    /** Whether some collection was not listed since its row was restored, or may be without a row. */
    boolean unlisted(Tx tx) {
        return seeksForgotten(tx)
                || tx.exists("select 1 from rekognition_collection where listing = 'RESTORED' and number is null");
    }

    /** Somebody is there of whom nothing stands here. */
    void listSoon(Tx tx, ApplicationId application) {
        tx.update(
                "update rekognition_collection set listing = coalesce(listing, 'DUE') where application_id = ?",
                application.value());
    }

    /** Those that are to be listed now; one for whom it is simply time is taken over, so that others leave it alone. */
    List<CloudCollection> toList(Tx tx, Duration interval) {
        return tx.list(
                "update rekognition_collection set listed_at = clock_timestamp(),"
                        + " listing = case listing when 'RESTORED' then listing end"
                        + " where number is null and (listing = 'RESTORED' or made and (listing = 'DUE'"
                        + " or listed_at < clock_timestamp() - ? * interval '1 millisecond')) returning " + COLUMNS,
                CloudCollections::read,
                interval.toMillis());
    }

    void listed(Tx tx, ApplicationId application) {
        tx.update("update rekognition_collection set listing = null where application_id = ?", application.value());
    }

    private static CloudCollection read(ResultSet row) throws SQLException {
        return new CloudCollection(
                new ApplicationId(row.getObject(1, UUID.class)),
                row.getString(2),
                row.getBoolean(3),
                row.getLong(4),
                row.getBoolean(5));
    }
}

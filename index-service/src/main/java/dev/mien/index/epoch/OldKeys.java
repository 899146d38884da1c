package dev.mien.index.epoch;

import dev.mien.contracts.ApplicationId;
import dev.mien.platform.sql.Tx;
import java.util.List;
import java.util.UUID;

/**
 * The keys of epochs that are over: retired when no row is under them any more, destroyed when the backups of their
 * time have run out, too. Time is the database's.
 */
final class OldKeys {
    /** Of a retired key; the parameter is how long backups are kept, in seconds. */
    private static final String DUE = "retired_at <= clock_timestamp() - ? * interval '1 second'";

    private OldKeys() {}

    /** Those earlier ones that no row is under. @return how many */
    static int retire(Tx tx, ApplicationId application) {
        hold(tx, application);
        return tx.update(
                "update application_key old set retired_at = clock_timestamp()"
                        + " where application_id = ? and purpose = 'TEMPLATES' and retired_at is null"
                        + " and epoch < (select max(epoch) from application_key newest"
                        + " where newest.application_id = old.application_id and newest.purpose = old.purpose)"
                        + " and not exists (select 1 from template"
                        + " where template.application_id = old.application_id and template.epoch = old.epoch)",
                application.value());
    }

    /**
     * Destroys those earlier ones at once that nothing was ever under: no backup has anything that they open.
     *
     * @param seq the head's number before the turn of the newest
     */
    static void destroyUnused(Tx tx, ApplicationId application, long seq) {
        hold(tx, application);
        tx.update(
                "delete from application_key old where application_id = ? and purpose = 'TEMPLATES' and made_at = ?"
                        + " and epoch < (select max(epoch) from application_key newest"
                        + " where newest.application_id = old.application_id and newest.purpose = old.purpose)"
                        + " and not exists (select 1 from template"
                        + " where template.application_id = old.application_id and template.epoch = old.epoch)",
                application.value(),
                seq);
    }

    /** First, and by itself: the next statement sees what was wrapped by those who held one of these keys until now. */
    private static void hold(Tx tx, ApplicationId application) {
        tx.list(
                "select 1 from application_key where application_id = ? and purpose = 'TEMPLATES'"
                        + " and retired_at is null for update",
                row -> 1,
                application.value());
    }

    /** Applications that have keys whose day has come. */
    static List<ApplicationId> due(Tx tx, Epochs epochs) {
        return tx.list(
                "select application_id from application_key where " + DUE + " group by application_id",
                row -> new ApplicationId(row.getObject(1, UUID.class)),
                backups(epochs));
    }

    /** The epochs of keys whose day has come, and that a row is under nevertheless. */
    static List<Integer> needed(Tx tx, ApplicationId application, Epochs epochs) {
        return tx.list(
                "select epoch from application_key k where application_id = ? and purpose = 'TEMPLATES' and " + DUE
                        + " and exists (select 1 from template t"
                        + " where t.application_id = k.application_id and t.epoch = k.epoch)",
                row -> row.getInt(1),
                application.value(),
                backups(epochs));
    }

    /** Retires them no longer. */
    static void takeBack(Tx tx, ApplicationId application, List<Integer> needed) {
        for (int epoch : needed) {
            tx.update(
                    "update application_key set retired_at = null where application_id = ? and epoch = ?",
                    application.value(),
                    epoch);
        }
    }

    /** Destroys every key whose day has come: those that are {@link #needed} have to be taken back before. */
    static void destroyDue(Tx tx, ApplicationId application, Epochs epochs) {
        tx.update(
                "delete from application_key where application_id = ? and " + DUE,
                application.value(),
                backups(epochs));
    }

    private static long backups(Epochs epochs) {
        return epochs.backups().toSeconds();
    }
}

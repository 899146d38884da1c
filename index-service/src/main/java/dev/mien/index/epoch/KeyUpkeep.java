package dev.mien.index.epoch;

import dev.mien.contracts.ApplicationId;
import dev.mien.index.head.Heads;
import dev.mien.index.head.OneAtATime;
import dev.mien.index.head.Templates;
import dev.mien.index.vault.KeyEncryption;
import dev.mien.index.vault.KeyVault;
import dev.mien.platform.sql.Database;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Does what is due with keys, by one replica at a time. Every step is a transaction of its own and looks at what is
 * there, so a run that is killed is continued by the next one, whichever replica makes it. Time is the database's.
 */
public final class KeyUpkeep {
    private static final Logger LOG = Logger.getLogger(KeyUpkeep.class);

    private final Database database;
    private final Heads heads;
    private final KeyVault vault;
    private final KeyEncryption encryption;
    private final Epochs epochs;
    private final Rewrapping rewrapping;
    private volatile boolean stopped;

    public KeyUpkeep(
            Database database,
            Heads heads,
            Templates templates,
            KeyVault vault,
            KeyEncryption encryption,
            Epochs epochs) {
        this.database = database;
        this.heads = heads;
        this.vault = vault;
        this.encryption = encryption;
        this.epochs = epochs;
        this.rewrapping = new Rewrapping(database, templates, vault);
    }

    /** @return false when another replica is at it */
    public boolean run() {
        encryption.refresh();
        // Its transaction does nothing but hold the lock; the steps have others.
        return database.write(tx -> {
            boolean mine = OneAtATime.KEYS.mine(tx);
            if (mine) {
                turn();
                wrapByCurrent();
                rewrap();
                destroy();
                noteVersions();
            }
            return mine;
        });
    }

    /** Ends a run before its next transaction. */
    public void stop() {
        stopped = true;
    }

    private void turn() {
        for (ApplicationId application : applications(
                "purpose = 'TEMPLATES' group by application_id"
                        + " having max(created_at) <= clock_timestamp() - ? * interval '1 second'",
                epochs.length().toSeconds())) {
            underHead(
                    application,
                    tx -> vault.turn(
                            tx,
                            application,
                            heads.read(tx, application).orElseThrow().seq() + 1));
            LOG.infof("event=epoch-turned application=%s", application);
        }
    }

    private void wrapByCurrent() {
        for (ApplicationId application :
                applications("retired_at is null and kek_version <> ? group by application_id", encryption.current())) {
            try {
                int keys = database.write(tx -> {
                    heads.lockIfKnown(tx, application);
                    return vault.wrapAnew(tx, application);
                });
                LOG.infof("event=keys-wrapped-anew application=%s keys=%d", application, keys);
            } catch (IllegalStateException unreadable) {
                // Others' keys may be fine, and must not wait for these.
                LOG.errorf("event=keys-not-wrapped-anew cause=%s", unreadable.getMessage());
            }
        }
    }

    private void rewrap() {
        for (ApplicationId application : applications(
                "purpose = 'TEMPLATES' and retired_at is null group by application_id having count(*) > 1")) {
            try {
                long keys = rewrapping.run(application, () -> stopped);
                // Stores that were under way at the turn held the head's lock, so none adds to an old epoch by now.
                int retired = database.write(tx -> OldKeys.retire(tx, application));
                LOG.infof("event=templates-wrapped-anew application=%s keys=%d retired=%d", application, keys, retired);
            } catch (IllegalStateException unreadable) {
                LOG.errorf("event=templates-not-wrapped-anew cause=%s", unreadable.getMessage());
            }
        }
    }

    /**
     * Old keys whose day has come. Replicas hear of it by the head, and zero what they have of them. One that a row
     * turns out to need after all is taken back instead, and the row's key is wrapped anew by the next run: nobody can
     * ever make a destroyed key again.
     */
    private void destroy() {
        for (ApplicationId application : database.<List<ApplicationId>>write(tx -> OldKeys.due(tx, epochs))) {
            List<Integer> needed = database.write(tx -> OldKeys.needed(tx, application, epochs));
            underHead(application, tx -> {
                OldKeys.takeBack(tx, application, needed);
                OldKeys.destroyDue(tx, application, epochs);
            });
            if (needed.isEmpty()) {
                LOG.infof("event=epoch-key-destroyed application=%s", application);
            } else {
                LOG.errorf("event=epoch-key-still-needed application=%s epochs=%s", application, needed);
            }
        }
    }

    /** Key-encryption keys: since when they are used, and since when they are not. */
    private void noteVersions() {
        String current = encryption.current();
        database.execute(tx -> {
            tx.update("insert into key_encryption_key (version) select distinct kek_version from application_key"
                    + " on conflict do nothing");
            tx.update(
                    "update key_encryption_key set retired_at = null where version = ? and retired_at is not null",
                    current);
            tx.update(
                    "update key_encryption_key k set retired_at = clock_timestamp()"
                            + " where retired_at is null and version <> ? and not exists (select 1 from application_key a"
                            + " where a.kek_version = k.version and a.retired_at is null)",
                    current);
        });
        for (String due : database.<List<String>>write(tx -> KeyReminders.removable(tx, epochs))) {
            if (encryption.versions().contains(due) && encryption.destroy(due)) {
                LOG.infof("event=key-encryption-key-destroyed version=%s", due);
            }
        }
    }

    private void underHead(ApplicationId application, Database.Action action) {
        database.execute(tx -> {
            var head = heads.lockIfKnown(tx, application);
            // Keys that went with their application while we looked are no more to be touched.
            if (head.isPresent()
                    && tx.exists("select 1 from application_key where application_id = ?", application.value())) {
                action.run(tx);
                heads.advance(tx, head.get().turned());
            }
        });
    }

    private List<ApplicationId> applications(String where, Object... parameters) {
        return database.write(tx -> tx.list(
                "select application_id from application_key where " + where,
                row -> new ApplicationId(row.getObject(1, UUID.class)),
                parameters));
    }
}

package dev.mien.index.epoch;

import dev.mien.index.vault.KeyEncryption;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.util.ArrayList;
import java.util.List;

/** What the operator has to do with key-encryption keys, since nobody else can. */
public final class KeyReminders {
    private final Database database;
    private final KeyEncryption encryption;
    private final Epochs epochs;

    public KeyReminders(Database database, KeyEncryption encryption, Epochs epochs) {
        this.database = database;
        this.encryption = encryption;
        this.epochs = epochs;
    }

    /** What is due. */
    public enum Kind {
        /** The current version is older than an epoch: another one has to become current. */
        CHANGE,
        /** Nothing needs that version any more, and the backups of its time have run out: it has to be destroyed. */
        REMOVE
    }

    /** @param version of the key-encryption key */
    public record Reminder(Kind kind, String version) {
        @Override
        public String toString() {
            return switch (kind) {
                case CHANGE -> "add a newer version after " + version + " in mien.keys.encryption";
                case REMOVE -> "remove version " + version + " from mien.keys.encryption, and every copy of it";
            };
        }
    }

    public List<Reminder> due() {
        List<Reminder> due = new ArrayList<>();
        String current = encryption.current();
        database.execute(tx -> {
            if (tx.exists(
                    "select 1 from key_encryption_key"
                            + " where version = ? and first_used <= clock_timestamp() - ? * interval '1 second'",
                    current,
                    epochs.length().toSeconds())) {
                due.add(new Reminder(Kind.CHANGE, current));
            }
            removable(tx, epochs).stream()
                    .filter(version -> encryption.versions().contains(version) && !version.equals(current))
                    .forEach(version -> due.add(new Reminder(Kind.REMOVE, version)));
        });
        return due;
    }

    /** Versions that nothing is wrapped by, and that no backup needs which is still kept. */
    static List<String> removable(Tx tx, Epochs epochs) {
        return tx.list(
                "select version from key_encryption_key k where retired_at <= clock_timestamp() - ? * interval '1 second'"
                        + " and not exists (select 1 from application_key a where a.kek_version = k.version)"
                        + " order by version",
                row -> row.getString(1),
                epochs.backups().toSeconds());
    }
}

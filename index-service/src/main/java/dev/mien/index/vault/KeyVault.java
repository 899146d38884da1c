package dev.mien.index.vault;

import dev.mien.contracts.ApplicationId;
import dev.mien.platform.crypto.Held;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.sql.Tx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Each application's keys: made with its head, wrapped by the key-encryption key, unwrapped once for each process and
 * generation. Thread safe.
 */
public final class KeyVault {
    private static final int FIRST_EPOCH = 1;
    private final KeyEncryption encryption;
    private final Map<ApplicationId, Opened> opened = new ConcurrentHashMap<>();

    public KeyVault(KeyEncryption encryption) {
        this.encryption = encryption;
    }

    /** What a key is for. */
    private enum Purpose {
        TEMPLATES,
        CHECKSUM
    }

    private record Stored(Purpose purpose, int epoch, KeyEncryption.Wrapped wrapped) {}

    /** @param generation the head's, by which it is told that there are others by now */
    private record Opened(ApplicationKeys keys, int generation) {}

    /** Makes the keys of a new application, in the transaction that makes its head. */
    public void create(Tx tx, ApplicationId application) {
        for (Purpose purpose : Purpose.values()) {
            make(tx, application, purpose, FIRST_EPOCH, 0);
        }
    }

    /**
     * Makes the key of the next epoch: what is sealed from now on is sealed under it. The caller holds the head's lock,
     * and raises its generation in this transaction.
     *
     * @param seq the head's number after this: as long as it stands there, nothing was sealed under the new key
     */
    public void turn(Tx tx, ApplicationId application, long seq) {
        int newest = tx.first(
                        "select max(epoch) from application_key where application_id = ? and purpose = ?",
                        row -> row.getInt(1),
                        application.value(),
                        Purpose.TEMPLATES)
                .orElseThrow();
        make(tx, application, Purpose.TEMPLATES, newest + 1, seq);
    }

    /**
     * Wraps an application's keys by the current key-encryption key. Not those of epochs that are over: they would live
     * on in the backups of a time when nobody needs them. The caller holds the head's lock.
     *
     * @return how many were under another one
     * @throws IllegalStateException as {@link #of}
     */
    public int wrapAnew(Tx tx, ApplicationId application) {
        int wrapped = 0;
        for (Stored row : read(tx, application)) {
            if (row.wrapped().version().equals(encryption.current())) {
                continue;
            }
            byte[] bound = bind(application, row.purpose(), row.epoch());
            try (SecretBytes key = unwrap(application, row)) {
                KeyEncryption.Wrapped anew = encryption.wrap(key, bound);
                wrapped += tx.update(
                        "update application_key set kek_version = ?, wrapped = ?"
                                + " where application_id = ? and purpose = ? and epoch = ?",
                        anew.version(),
                        anew.key(),
                        application.value(),
                        row.purpose(),
                        row.epoch());
            }
        }
        return wrapped;
    }

    /** Destroys the keys of an application that is no more. @return false when there were none any more */
    public boolean destroy(Tx tx, ApplicationId application) {
        boolean destroyed = tx.update("delete from application_key where application_id = ?", application.value()) > 0;
        tx.afterCommit(() -> forget(application));
        return destroyed;
    }

    /** Zeroes what this process has of keys that another one has destroyed. */
    public void forgetIfDestroyed(Tx tx, ApplicationId application) {
        if (has(application)
                && !tx.exists("select 1 from application_key where application_id = ?", application.value())) {
            forget(application);
        }
    }

    /** Whether this process has unwrapped them. */
    public boolean has(ApplicationId application) {
        return opened.containsKey(application);
    }

    /** As {@link #of(Tx, ApplicationId, int)}, for whoever has not read the head. */
    public ApplicationKeys of(Tx tx, ApplicationId application) {
        int generation = tx.first(
                        "select key_generation from head where application_id = ?",
                        row -> row.getInt(1),
                        application.value())
                .orElseThrow(() -> missing(application));
        return of(tx, application, generation);
    }

    /**
     * @param generation the head's, as this transaction sees it
     * @return good within this transaction; whoever needs them later asks again
     * @throws IllegalStateException when they are missing, altered, or wrapped by a key-encryption key that is not in
     *     {@code mien.keys.encryption}
     */
    public ApplicationKeys of(Tx tx, ApplicationId application, int generation) {
        Opened known = opened.get(application);
        if (known != null && known.generation() >= generation) {
            return known.keys();
        }
        Opened now = new Opened(unwrap(application, read(tx, application)), generation);
        // Not before: were the keys made in this very transaction and it failed, this process would go on sealing under
        // keys that nobody else can ever unwrap.
        tx.afterCommit(() -> opened.merge(application, now, KeyVault::newer));
        tx.afterFailure(() -> now.keys().close());
        return now.keys();
    }

    /** The same object for as long as the process has them: somebody may be at work with them. */
    private static Opened newer(Opened known, Opened now) {
        if (now.generation() <= known.generation()) {
            now.keys().close();
            return known;
        }
        known.keys().become(now.keys());
        return new Opened(known.keys(), now.generation());
    }

    private void forget(ApplicationId application) {
        Opened gone = opened.remove(application);
        if (gone != null) {
            gone.keys().close();
        }
    }

    private void make(Tx tx, ApplicationId application, Purpose purpose, int epoch, long seq) {
        try (SecretBytes key = Randomness.key()) {
            KeyEncryption.Wrapped wrapped = encryption.wrap(key, bind(application, purpose, epoch));
            tx.update(
                    "insert into application_key (application_id, purpose, epoch, kek_version, wrapped, made_at)"
                            + " values (?, ?, ?, ?, ?, ?)",
                    application.value(),
                    purpose,
                    epoch,
                    wrapped.version(),
                    wrapped.key(),
                    seq);
        }
    }

    /** Without those that no living row needs: their key-encryption keys may be gone already. */
    private static List<Stored> read(Tx tx, ApplicationId application) {
        return tx.list(
                "select purpose, epoch, kek_version, wrapped from application_key"
                        + " where application_id = ? and retired_at is null",
                row -> new Stored(
                        Purpose.valueOf(row.getString(1)),
                        row.getInt(2),
                        new KeyEncryption.Wrapped(row.getString(3), row.getBytes(4))),
                application.value());
    }

    private ApplicationKeys unwrap(ApplicationId application, List<Stored> rows) {
        Map<Integer, SecretBytes> templates = new HashMap<>();
        SecretBytes checksum = null;
        try (Held held = new Held()) {
            for (Stored row : rows) {
                SecretBytes key = held.hold(unwrap(application, row));
                switch (row.purpose()) {
                    case TEMPLATES -> templates.put(row.epoch(), key);
                    case CHECKSUM -> checksum = key;
                }
            }
            if (templates.isEmpty() || checksum == null) {
                throw missing(application);
            }
            ApplicationKeys keys = new ApplicationKeys(templates, checksum);
            held.handOn();
            return keys;
        }
    }

    private SecretBytes unwrap(ApplicationId application, Stored row) {
        return encryption
                .unwrap(row.wrapped(), bind(application, row.purpose(), row.epoch()))
                .orElseThrow(() -> unreadable(application, row.wrapped().version()));
    }

    private static IllegalStateException missing(ApplicationId application) {
        return new IllegalStateException("application " + application + " has no keys");
    }

    private static IllegalStateException unreadable(ApplicationId application, String version) {
        return new IllegalStateException("a key of application " + application
                + " cannot be unwrapped: mien.keys.encryption must hold version " + version + " as it was");
    }

    private static byte[] bind(ApplicationId application, Purpose purpose, int epoch) {
        byte[] why = ("mien/index/application-key/v1/" + purpose).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bound = ByteBuffer.allocate(4 + why.length + 16 + 4);
        bound.putInt(why.length).put(why);
        TemplatePlace.put(bound, application.value());
        return bound.putInt(epoch).array();
    }
}

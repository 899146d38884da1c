package dev.mien.index.vault;

import dev.mien.contracts.ApplicationId;
import dev.mien.platform.crypto.Aead;
import dev.mien.platform.crypto.Keyring;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.sql.Tx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Each application's keys: made with its head, wrapped by the key-encryption key, unwrapped once for each process. Thread
 * safe.
 */
public final class KeyVault {
    private static final int FIRST_EPOCH = 1;
    private final Keyring encryption;
    private final Map<ApplicationId, ApplicationKeys> opened = new ConcurrentHashMap<>();

    public KeyVault(Keyring encryption) {
        this.encryption = encryption;
    }

    /** What a key is for. */
    private enum Purpose {
        TEMPLATES,
        CHECKSUM
    }

    private record Wrapped(Purpose purpose, int epoch, String kekVersion, byte[] key) {}

    /** Makes the keys of a new application, in the transaction that makes its head. */
    public void create(Tx tx, ApplicationId application) {
        for (Purpose purpose : Purpose.values()) {
            try (SecretBytes key = Randomness.key()) {
                tx.update(
                        "insert into application_key (application_id, purpose, epoch, kek_version, wrapped)"
                                + " values (?, ?, ?, ?, ?)",
                        application.value(),
                        purpose,
                        FIRST_EPOCH,
                        encryption.currentVersion(),
                        Aead.seal(encryption.current(), key.expose(), bind(application, purpose, FIRST_EPOCH)));
            }
        }
    }

    /** Destroys the keys of an application that is no more. @return false when there were none any more */
    public boolean destroy(Tx tx, ApplicationId application) {
        boolean destroyed = tx.update("delete from application_key where application_id = ?", application.value()) > 0;
        tx.afterCommit(() -> forget(application));
        return destroyed;
    }

    /** Zeroes what this process has of keys that another one has destroyed. */
    public void forgetIfDestroyed(Tx tx, ApplicationId application) {
        if (opened.containsKey(application)
                && !tx.exists("select 1 from application_key where application_id = ?", application.value())) {
            forget(application);
        }
    }

    /**
     * @throws IllegalStateException when they are missing, altered, or wrapped by a key-encryption key that is not in
     *     {@code mien.keys.encryption}
     */
    public ApplicationKeys of(Tx tx, ApplicationId application) {
        ApplicationKeys known = opened.get(application);
        if (known != null) {
            return known;
        }
        ApplicationKeys keys = unwrap(application, read(tx, application));
        // Not before: were the keys made in this very transaction and it failed, this process would go on sealing under
        // keys
        // that nobody else can ever unwrap.
        tx.afterCommit(() -> opened.putIfAbsent(application, keys));
        return keys;
    }

    private void forget(ApplicationId application) {
        ApplicationKeys gone = opened.remove(application);
        if (gone != null) {
            gone.close();
        }
    }

    private static List<Wrapped> read(Tx tx, ApplicationId application) {
        return tx.list(
                "select purpose, epoch, kek_version, wrapped from application_key where application_id = ?",
                row -> new Wrapped(Purpose.valueOf(row.getString(1)), row.getInt(2), row.getString(3), row.getBytes(4)),
                application.value());
    }

    private ApplicationKeys unwrap(ApplicationId application, List<Wrapped> rows) {
        Map<Integer, SecretBytes> templates = new HashMap<>();
        SecretBytes checksum = null;
        for (Wrapped row : rows) {
            SecretBytes key = encryption
                    .version(row.kekVersion())
                    .flatMap(kek -> Aead.open(kek, row.key(), bind(application, row.purpose(), row.epoch())))
                    .orElseThrow(() -> unreadable(application, row.kekVersion()));
            switch (row.purpose()) {
                case TEMPLATES -> templates.put(row.epoch(), key);
                case CHECKSUM -> checksum = key;
            }
        }
        if (templates.isEmpty() || checksum == null) {
            throw new IllegalStateException("application " + application + " has no keys");
        }
        return new ApplicationKeys(templates, checksum);
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

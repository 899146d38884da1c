package dev.mien.index.vault;

import dev.mien.platform.crypto.Aead;
import dev.mien.platform.crypto.Derived;
import dev.mien.platform.crypto.Keyring;
import dev.mien.platform.crypto.SecretBytes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Key-encryption keys in a mounted file, a keyring. It is read again while the service runs, so that a change needs no
 * restart: also when something is wrapped by a version that is not known yet, because another replica saw it earlier.
 */
public final class MountedKeys implements KeyEncryption {
    private static final Logger LOG = Logger.getLogger(MountedKeys.class);
    private final String setting;
    private final Path file;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private Keyring keys;

    private MountedKeys(String setting, Path file, Keyring keys) {
        this.setting = setting;
        this.file = file;
        this.keys = keys;
    }

    /** @throws IllegalStateException when the file is missing or malformed; the message names the setting */
    public static MountedKeys read(String setting, Path file) {
        return new MountedKeys(setting, file, Keyring.read(setting, file));
    }

    @Override
    public String current() {
        return using(Keyring::currentVersion);
    }

    @Override
    public Set<String> versions() {
        return using(ring -> Set.copyOf(ring.versions()));
    }

    @Override
    public Wrapped wrap(SecretBytes key, byte[] associated) {
        return using(ring -> new Wrapped(ring.currentVersion(), Aead.seal(ring.current(), key.expose(), associated)));
    }

    @Override
    public Optional<SecretBytes> unwrap(Wrapped wrapped, byte[] associated) {
        lookFor(wrapped.version());
        return using(ring -> ring.version(wrapped.version()).flatMap(key -> Aead.open(key, wrapped.key(), associated)));
    }

    @Override
    public Optional<SecretBytes> derive(String version, String purpose) {
        lookFor(version);
        return using(ring -> ring.version(version).map(key -> Derived.key(key, purpose)));
    }

    @Override
    public void refresh() {
        Keyring now;
        try {
            now = Keyring.read(setting, file);
        } catch (IllegalStateException unreadable) {
            // Half written perhaps. What was there keeps the service going; its next start would say the same.
            LOG.errorf("event=keys-not-read-again cause=%s", unreadable.getMessage());
            return;
        }
        use.writeLock().lock();
        try {
            keys.close();
            keys = now;
        } finally {
            use.writeLock().unlock();
        }
    }

    @Override
    public boolean destroy(String version) {
        return !versions().contains(version);
    }

    private void lookFor(String version) {
        if (!versions().contains(version)) {
            refresh();
        }
    }

    /** Not while they are exchanged: zeroed keys would still wrap, and anybody could unwrap that. */
    private <T> T using(Function<Keyring, T> work) {
        use.readLock().lock();
        try {
            return work.apply(keys);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public String toString() {
        return "MountedKeys" + versions();
    }
}

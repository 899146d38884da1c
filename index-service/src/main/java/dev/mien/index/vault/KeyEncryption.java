package dev.mien.index.vault;

import dev.mien.platform.crypto.SecretBytes;
import java.util.Optional;
import java.util.Set;

/**
 * The key-encryption keys, which are no database's: they wrap applications' keys, and whoever has a database without
 * them has ciphertext. Several versions can be there at once; one of them is current and wraps what is new. Thread
 * safe.
 *
 * <p>Shaped so that a key service fits as well as a mounted file: nothing here hands a key-encryption key out. {@link #wrap}
 * and {@link #unwrap} are its encryption with associated data, {@link #derive} its MAC, {@link #destroy} its schedule
 * for deletion. There are few calls, one for each application's key and process, so a network in between is no burden.
 */
public interface KeyEncryption {
    /** A key as it may rest. @param version of the key-encryption key that it is under */
    @SuppressWarnings("ArrayRecordComponent")
    record Wrapped(String version, byte[] key) {}

    /** The version that wraps what is new. */
    String current();

    /** The versions that can be used, the current one among them. */
    Set<String> versions();

    /** Wraps a key under the current version, bound to {@code associated}. */
    Wrapped wrap(SecretBytes key, byte[] associated);

    /** @return empty when the version is not there, or what was wrapped was altered or bound to something else */
    Optional<SecretBytes> unwrap(Wrapped wrapped, byte[] associated);

    /** @return 32 bytes that only the holder of that version can compute, others for each purpose; empty when it is gone */
    Optional<SecretBytes> derive(String version, String purpose);

    /** Looks again which versions there are, and which of them is current. */
    void refresh();

    /** @return whether that version is destroyed; false where only the operator can do so, who is reminded instead */
    boolean destroy(String version);
}

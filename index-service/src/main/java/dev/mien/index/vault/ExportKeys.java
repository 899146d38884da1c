package dev.mien.index.vault;

import dev.mien.contracts.ApplicationId;
import dev.mien.platform.crypto.SecretBytes;
import java.util.Optional;
import java.util.UUID;

/**
 * The keys of index files: 32 bytes, one for each file, derived from a key-encryption key, the application and the
 * file's random id. None of them is kept: it can be computed again for as long as that key-encryption key is there.
 * Thread safe.
 */
public final class ExportKeys {
    private static final String PURPOSE = "mien/index/file/v1/";
    private final KeyEncryption encryption;

    public ExportKeys(KeyEncryption encryption) {
        this.encryption = encryption;
    }

    /** The version of the key-encryption key that a new file's key comes from. */
    public String version() {
        return encryption.current();
    }

    /** @return empty when that version is not there any more; the caller's to close */
    public Optional<SecretBytes> of(String version, ApplicationId application, UUID file) {
        return encryption.derive(version, PURPOSE + application + "/" + file);
    }
}

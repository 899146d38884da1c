package dev.mien.deletion.ledger;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.platform.crypto.Aead;
import dev.mien.platform.crypto.Derived;
import dev.mien.platform.crypto.Keyring;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.crypto.SubjectHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps a subject sealed while its erasure is in progress: 32 bytes, AES-256-GCM, bound to the entry's subject hash. A
 * copied database without the key-encryption key names nobody.
 */
@ApplicationScoped
public class SubjectSeal {
    static final String SETTING = "mien.keys.encryption";
    private static final String PURPOSE = "ledger-subject";
    private static final int BYTES = 32;
    private final Keyring keys;

    @Inject
    public SubjectSeal(@ConfigProperty(name = SETTING) Path file) {
        this(Keyring.read(SETTING, file));
    }

    SubjectSeal(Keyring keys) {
        this.keys = keys;
    }

    /** A sealed subject, and the version of the key that opens it. */
    record Sealed(byte[] bytes, String keyVersion) {}

    Sealed seal(Subject subject, SubjectHash hash) {
        byte[] plain = ByteBuffer.allocate(BYTES)
                .putLong(subject.application().value().getMostSignificantBits())
                .putLong(subject.application().value().getLeastSignificantBits())
                .putLong(subject.facialId().value().getMostSignificantBits())
                .putLong(subject.facialId().value().getLeastSignificantBits())
                .array();
        try (SecretBytes key = Derived.key(keys.current(), PURPOSE)) {
            return new Sealed(Aead.seal(key, plain, hash.bytes()), keys.currentVersion());
        }
    }

    /** Whether subjects sealed under that version can be opened. */
    boolean knows(String keyVersion) {
        return keys.version(keyVersion).isPresent();
    }

    /** @throws IllegalStateException when key, bytes and hash do not belong together: the row was tampered with */
    Subject open(Sealed sealed, SubjectHash hash) {
        SecretBytes master = keys.version(sealed.keyVersion())
                .orElseThrow(() -> new IllegalStateException(
                        SETTING + " lacks version " + sealed.keyVersion() + " that erasures in progress need"));
        try (SecretBytes key = Derived.key(master, PURPOSE)) {
            Optional<SecretBytes> opened = Aead.open(key, sealed.bytes(), hash.bytes());
            try (SecretBytes plain = opened.orElseThrow(
                    () -> new IllegalStateException("a sealed subject does not belong to its entry"))) {
                ByteBuffer buffer = ByteBuffer.wrap(plain.expose());
                return new Subject(
                        new ApplicationId(new UUID(buffer.getLong(), buffer.getLong())),
                        new FacialId(new UUID(buffer.getLong(), buffer.getLong())));
            }
        }
    }
}

package dev.mien.platform.crypto;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Computes {@link SubjectHash}es with the key that all services share ({@code mien.keys.ledger-hash}). */
@ApplicationScoped
public class SubjectHasher {
    private static final String SETTING = "mien.keys.ledger-hash";
    private final SecretBytes key;

    @Inject
    public SubjectHasher(@ConfigProperty(name = SETTING) Path file) {
        this(Keyring.read(SETTING, file).current());
    }

    public SubjectHasher(SecretBytes key) {
        this.key = Derived.key(key, "subject");
    }

    public SubjectHash of(ApplicationId application, FacialId facialId) {
        return hash((byte) 1, application.value(), facialId.value());
    }

    /** The hash of a whole application, for the ledger entry that deletes it. */
    public SubjectHash of(ApplicationId application) {
        return hash((byte) 2, application.value(), new UUID(0, 0));
    }

    private SubjectHash hash(byte kind, UUID first, UUID second) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.expose(), "HmacSHA256"));
            mac.update(kind);
            mac.update(ByteBuffer.allocate(32)
                    .putLong(first.getMostSignificantBits())
                    .putLong(first.getLeastSignificantBits())
                    .putLong(second.getMostSignificantBits())
                    .putLong(second.getLeastSignificantBits())
                    .flip());
            return SubjectHash.of(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }
}

package dev.mien.enrollment.payload;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.platform.crypto.Aead;
import dev.mien.platform.crypto.Derived;
import dev.mien.platform.crypto.Keyring;
import dev.mien.platform.crypto.SecretBytes;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Seals payloads under the key-encryption key ({@code mien.keys.encryption}), each bound to its Facial ID. Without a
 * readable key the service does not start. */
@Startup
@ApplicationScoped
public class PayloadVault {
    private static final String SETTING = "mien.keys.encryption";
    private static final String PURPOSE = "enrollment.payload";
    private final Keyring keys;

    @Inject
    public PayloadVault(@ConfigProperty(name = SETTING) Path file) {
        this(Keyring.read(SETTING, file));
    }

    public PayloadVault(Keyring keys) {
        this.keys = keys;
    }

    public SealedPayload seal(ApplicationId application, FacialId facialId, Payload payload) {
        byte[] clear = payload.json().getBytes(StandardCharsets.UTF_8);
        try (SecretBytes plaintext = SecretBytes.owning(clear);
                SecretBytes key = Derived.key(keys.current(), PURPOSE)) {
            byte[] sealed = Aead.seal(key, plaintext.expose(), associated(application, facialId));
            return new SealedPayload(sealed, keys.currentVersion(), payload.source());
        }
    }

    /** @throws IllegalStateException when its key was destroyed, or it belongs to somebody else */
    public Payload open(ApplicationId application, FacialId facialId, SealedPayload sealed) {
        SecretBytes master = keys.version(sealed.keyVersion())
                .orElseThrow(() -> new IllegalStateException(
                        SETTING + " lacks version " + sealed.keyVersion() + ", which a payload is sealed under"));
        try (SecretBytes key = Derived.key(master, PURPOSE);
                SecretBytes clear = Aead.open(key, sealed.bytes(), associated(application, facialId))
                        .orElseThrow(
                                () -> new IllegalStateException("a payload is not the one that was sealed here"))) {
            return new Payload(new String(clear.expose(), StandardCharsets.UTF_8), sealed.source());
        }
    }

    private static byte[] associated(ApplicationId application, FacialId facialId) {
        byte[] purpose = PURPOSE.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(32 + purpose.length)
                .putLong(application.value().getMostSignificantBits())
                .putLong(application.value().getLeastSignificantBits())
                .putLong(facialId.value().getMostSignificantBits())
                .putLong(facialId.value().getLeastSignificantBits())
                .put(purpose)
                .array();
    }
}

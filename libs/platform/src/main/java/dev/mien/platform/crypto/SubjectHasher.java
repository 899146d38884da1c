package dev.mien.platform.crypto;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Computes {@link SubjectHash}es with the key that all services share ({@code mien.keys.ledger-hash}). */
@ApplicationScoped
public class SubjectHasher {
    /** Names the file with the key. */
    public static final String SETTING = "mien.keys.ledger-hash";

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

    /**
     * The hash of a name that somebody else gave to a person, within what it was given for: it can be known again, and
     * not be read, without the key not even by guessing.
     *
     * @return 32 bytes
     */
    public byte[] ofName(UUID within, String name) {
        return within((byte) 3, within, name.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The hash of a content, within what it came for: the same content that came for something else looks different, so
     * that nobody can be known again by a picture that two applications have (C7).
     *
     * @param sha256 of the content
     * @return 32 bytes
     */
    public byte[] ofContent(UUID within, byte[] sha256) {
        return within((byte) 4, within, sha256);
    }

    /**
     * The hash of a call, whose path or body may name a person: sent again it is known again, and whom it was about is
     * not to be found out by trying, not even by whoever has the name.
     *
     * @param sha256 of the call
     * @return 32 bytes
     */
    public byte[] ofCall(byte[] sha256) {
        return mac((byte) 5).doFinal(sha256);
    }

    private byte[] within(byte kind, UUID within, byte[] what) {
        Mac mac = mac(kind);
        mac.update(ByteBuffer.allocate(16)
                .putLong(within.getMostSignificantBits())
                .putLong(within.getLeastSignificantBits())
                .flip());
        return mac.doFinal(what);
    }

    /**
     * Tells this key from every other, and nothing about it: whoever keeps hashes keeps this beside them.
     *
     * @return 32 bytes
     */
    public byte[] keyMark() {
        return mac((byte) 4).doFinal();
    }

    private SubjectHash hash(byte kind, UUID first, UUID second) {
        Mac mac = mac(kind);
        mac.update(ByteBuffer.allocate(32)
                .putLong(first.getMostSignificantBits())
                .putLong(first.getLeastSignificantBits())
                .putLong(second.getMostSignificantBits())
                .putLong(second.getLeastSignificantBits())
                .flip());
        return SubjectHash.of(mac.doFinal());
    }

    private Mac mac(byte kind) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.expose(), "HmacSHA256"));
            mac.update(kind);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }
}

package dev.mien.deletion.receipt;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The ES256 key that signs receipts. */
@Singleton
class ReceiptKey {
    private static final String SETTING = "mien.keys.receipt";
    private final ECKey key;

    @Inject
    ReceiptKey(@ConfigProperty(name = SETTING) Path file) {
        this.key = read(file);
    }

    /** The public half, as a JWK set. */
    Map<String, Object> publicKeys() {
        return new JWKSet(key.toPublicJWK()).toJSONObject();
    }

    private static ECKey read(Path file) {
        try {
            ECKey key = ECKey.parse(Files.readString(file));
            if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve()) || key.getKeyID() == null) {
                throw new IllegalStateException(SETTING + " must name a file with a private P-256 JWK with a kid");
            }
            return key;
        } catch (IOException | ParseException e) {
            // Without the parser's message: it may quote the key.
            throw new IllegalStateException(SETTING + " must name a file with a private P-256 JWK");
        }
    }
}

package dev.mien.deletion.receipt;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.mien.platform.token.SigningKeyFile;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The ES256 key that signs receipts. Read at start: a service without it must not seem to run. */
@Startup
@Singleton
class ReceiptKey {
    private static final String SETTING = "mien.keys.receipt";
    private final ECKey key;

    @Inject
    ReceiptKey(@ConfigProperty(name = SETTING) Path file) {
        this.key = SigningKeyFile.read(SETTING, file);
    }

    /** The public half, as a JWK set. */
    Map<String, Object> publicKeys() {
        return new JWKSet(key.toPublicJWK()).toJSONObject();
    }
}

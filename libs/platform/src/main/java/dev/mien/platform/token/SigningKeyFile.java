package dev.mien.platform.token;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** A signing key as it lies on disk: one private JWK on P-256, with a key id. */
public final class SigningKeyFile {
    private SigningKeyFile() {}

    /**
     * @param setting the name of the setting that names the file, for the message
     * @throws IllegalStateException when the file holds anything else; the message names the setting, never the key
     */
    public static ECKey read(String setting, Path file) {
        try {
            ECKey key = ECKey.parse(Files.readString(file));
            if (key.isPrivate() && Curve.P_256.equals(key.getCurve()) && key.getKeyID() != null) {
                return key;
            }
        } catch (IOException | ParseException | IllegalArgumentException e) {
            // Without the parser's message: it may quote the key.
        }
        throw new IllegalStateException(setting + " must name a file with a private P-256 JWK with a kid");
    }
}

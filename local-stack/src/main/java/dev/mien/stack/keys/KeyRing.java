package dev.mien.stack.keys;

import com.nimbusds.jose.jwk.RSAKey;
import java.nio.file.Path;

/**
 * Every secret of one stack by what it is for. The first question for one makes it; the answer is the same for good.
 * Paths are for services, which read the file themselves.
 */
public final class KeyRing {
    /** The console's person of a local stack. */
    public static final String OWNER = "owner";

    private final SecretFiles files;

    public KeyRing(Path directory) {
        this.files = new SecretFiles(directory);
    }

    /** The gateway's key that signs request contexts, as a private JWK: RS256, or ES256 where an older stack made it. */
    public Path requestContextKey() {
        return files.file("request-context.jwk", () -> TokenKey.generate().toJSONString());
    }

    /** Its public half as a JWK set, for whoever checks request contexts. */
    public Path requestContextKeys() {
        return files.replace(
                "request-context.jwks", SigningKey.publicSet(SigningKey.parse(SecretFiles.read(requestContextKey()))));
    }

    /** A service's ES256 key for what it signs to the outside, as a private JWK. */
    public Path signingKey(String service) {
        return jwk(service + "-signing.jwk");
    }

    /** Keyring: the key of the ledger's hashes, one for all. */
    public Path ledgerHashKey() {
        return key("ledger-hash.keyring");
    }

    /** Keyring: a service's key-encryption key. */
    public Path encryptionKey(String service) {
        return key(service + "-encryption.keyring");
    }

    /** The password of a service's database role. */
    public Secret databasePassword(String database) {
        return files.secret("database-" + database, Secret::randomPassword);
    }

    /** A service's secret as an OIDC client. */
    public Secret clientSecret(String service) {
        return files.secret("oidc-" + service, Secret::randomPassword);
    }

    /** The password of the console's person {@link #OWNER}. */
    public Secret consoleOwner() {
        return files.secret("console-owner", Secret::randomPassword);
    }

    /** The OIDC provider's own RS256 key. */
    public RSAKey oidcKey() {
        return TokenKey.parse(SecretFiles.read(
                files.file("oidc-tokens.jwk", () -> TokenKey.generate().toJSONString())));
    }

    private Path jwk(String name) {
        return files.file(name, () -> SigningKey.generate().toJSONString());
    }

    /** A keyring's first line: version, then the key. */
    private Path key(String name) {
        return files.file(name, () -> "1 " + Secret.randomKey().reveal());
    }
}

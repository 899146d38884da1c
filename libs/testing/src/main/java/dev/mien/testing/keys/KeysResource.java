package dev.mien.testing.keys;

import dev.mien.stack.keys.KeyRing;
import dev.mien.testing.jvm.OncePerJvm;
import dev.mien.testing.jvm.TestHome;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/**
 * For {@code @QuarkusTestResource} or {@code @WithTestResource}: sets every {@code mien.keys.*} to a file with a fresh
 * key. {@link #ring()} has the private halves, so that a test can sign what the application believes.
 */
public class KeysResource implements QuarkusTestResourceLifecycleManager {
    private static final String SERVICE = "service-under-test";

    /** The keys of this JVM's tests. */
    public static KeyRing ring() {
        return new KeyRing(Path.of(OncePerJvm.get(
                "mien.testing.keys", () -> TestHome.scratch("keys").toString())));
    }

    @Override
    public Map<String, String> start() {
        var ring = ring();
        return Map.of(
                "mien.keys.ledger-hash", ring.ledgerHashKey().toString(),
                "mien.keys.context-private", ring.requestContextKey().toString(),
                "mien.keys.context-public", ring.requestContextKeys().toString(),
                "mien.keys.result-token", ring.signingKey(SERVICE).toString(),
                "mien.keys.receipt", ring.signingKey(SERVICE).toString(),
                "mien.keys.encryption", ring.encryptionKey(SERVICE).toString());
    }

    /** The files are small and stay: another application of this JVM may still use them. */
    @Override
    public void stop() {}
}

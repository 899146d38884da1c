package dev.mien.testing.oidc;

import dev.mien.stack.oidc.OidcProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * For {@code @QuarkusTestResource} or {@code @WithTestResource}: points the application under test at a provider of its
 * own; {@link TestOidc} has tokens for it. Sets {@code mien.oidc.url} and {@code mien.oidc.secret}.
 */
public class OidcResource implements QuarkusTestResourceLifecycleManager {
    private OidcProvider provider;

    @Override
    public Map<String, String> start() {
        provider = TestOidc.start();
        return Map.of(
                "mien.oidc.url",
                provider.issuer(),
                "mien.oidc.secret",
                TestOidc.CLIENT_SECRET,
                "mien.deployment",
                "local");
    }

    @Override
    public void stop() {
        if (provider != null) {
            provider.close();
            provider = null;
        }
    }
}

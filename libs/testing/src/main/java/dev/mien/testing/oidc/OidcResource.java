package dev.mien.testing.oidc;

import dev.mien.stack.oidc.OidcProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * For {@code @QuarkusTestResource} or {@code @WithTestResource}: points the application under test at the test provider,
 * {@link TestOidc}. Sets {@code quarkus.oidc.auth-server-url} and {@code quarkus.oidc-client.*} of the default client; a
 * service with clients of other names passes them as the argument {@code clients}, separated by commas.
 */
public class OidcResource implements QuarkusTestResourceLifecycleManager {
    private String[] clients = {};
    private OidcProvider provider;

    @Override
    public void init(Map<String, String> arguments) {
        var names = arguments.getOrDefault("clients", "");
        clients = names.isBlank() ? new String[0] : names.split(",", -1);
    }

    @Override
    public Map<String, String> start() {
        provider = TestOidc.start();
        var settings = new HashMap<String, String>();
        settings.put("quarkus.oidc.auth-server-url", TestOidc.issuer());
        put(settings, "quarkus.oidc-client.");
        for (var client : clients) {
            put(settings, "quarkus.oidc-client." + client.strip() + ".");
        }
        return settings;
    }

    private static void put(Map<String, String> settings, String prefix) {
        settings.put(prefix + "auth-server-url", TestOidc.issuer());
        settings.put(prefix + "credentials.secret", TestOidc.CLIENT_SECRET);
    }

    @Override
    public void stop() {
        if (provider != null) {
            provider.close();
            provider = null;
        }
    }
}

package dev.mien.platform.identity;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to start on an identity provider that is fit for one machine alone: whoever can stand between a service and
 * its provider can be anybody. The local stack says that it is one ({@code mien.deployment=local}); everything else
 * counts as production, so that a forgotten setting closes the door.
 */
@ApplicationScoped
public class ProviderCheck {
    static final String LOCAL = "local";

    private final String provider;
    private final String deployment;

    public ProviderCheck(
            @ConfigProperty(name = "mien.oidc.url", defaultValue = "") String provider,
            @ConfigProperty(name = "mien.deployment", defaultValue = "production") String deployment) {
        this.provider = provider;
        this.deployment = deployment;
    }

    /** @throws IllegalStateException naming the setting */
    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        if (!deployment.equals(LOCAL) && !isHttps(provider)) {
            throw new IllegalStateException(
                    "mien.oidc.url must be the https:// address of your OIDC provider (Keycloak, for example)."
                            + " A provider without TLS is for the local stack alone, which sets mien.deployment=local.");
        }
    }

    private static boolean isHttps(String address) {
        try {
            URI uri = URI.create(address);
            return "https".equals(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}

package dev.mien.auth.result;

import dev.mien.platform.token.ResultTokens;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the key that signs auth-service's results, when the service starts: not when the first person waits for it. */
class SigningKey {
    private static final String SETTING = "mien.keys.result-token";

    @Produces
    @Singleton
    @Startup
    ResultTokens tokens(
            @ConfigProperty(name = SETTING) Path file,
            @ConfigProperty(name = "mien.issuer") String issuer,
            Clock clock) {
        return ResultTokens.read(SETTING, file, issuer, clock);
    }
}

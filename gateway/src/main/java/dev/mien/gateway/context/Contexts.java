package dev.mien.gateway.context;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWK;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.session.Session;
import dev.mien.platform.context.ContextSigner;
import dev.mien.platform.context.ContextVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs request contexts, each with an id of its own. */
@ApplicationScoped
public class Contexts {
    /** How long a context is believed. */
    public static final Duration VALIDITY = Duration.ofSeconds(30);

    private static final String SETTING = "mien.keys.context-private";
    private final ContextSigner signer;
    private final ObjectMapper json;
    private final Clock clock;

    /**
     * A body to be sent on, and the word for these very bytes.
     *
     * @param body JSON, to be sent as it is
     */
    public record Vouched(String context, String body) {}

    public Contexts(@ConfigProperty(name = SETTING) Path key, ObjectMapper json, Clock clock) {
        this.signer = new ContextSigner(read(key), json);
        this.json = json;
        this.clock = clock;
    }

    /** For a browser's operation: its session's, with the body as it came in. */
    public String ofBrowser(Application application, Session session, byte[] body) {
        Instant now = clock.instant();
        return signer.sign(new RequestContext(
                UUID.randomUUID(),
                application.id(),
                session.operation(),
                session.id(),
                session.challenge(),
                session.country(),
                session.network().text(),
                application.policy(),
                ContextVerifier.digest(body),
                now,
                now.plus(VALIDITY)));
    }

    /** For a backend's work on its own application. */
    public String ofBackend(Application application, Network network, byte[] body) {
        return ofBackend(application, Operation.MANAGE, application.policy(), network, body);
    }

    private String ofBackend(
            Application application, Operation operation, Policy policy, Network network, byte[] body) {
        Instant now = clock.instant();
        return signer.sign(new RequestContext(
                UUID.randomUUID(),
                application.id(),
                operation,
                null,
                List.of(),
                null,
                network.text(),
                policy,
                ContextVerifier.digest(body),
                now,
                now.plus(VALIDITY)));
    }

    /**
     * For one picture of a backend's import, under the policy as it is for imports.
     *
     * @throws IllegalStateException where the application imports nobody
     */
    public String ofImport(Application application, Network network, byte[] body) {
        return ofBackend(application, Operation.IMPORT, application.policy().forImports(), network, body);
    }

    /** As {@link #ofBackend(Application, Network, byte[])}, for what the gateway itself makes of the backend's body. */
    public Vouched vouchedFor(Application application, Network network, Object body) {
        try {
            String written = json.writeValueAsString(body);
            return new Vouched(ofBackend(application, network, written.getBytes(StandardCharsets.UTF_8)), written);
        } catch (JacksonException e) {
            throw new IllegalStateException("a record of the internal API can always be written", e);
        }
    }

    private static JWK read(Path file) {
        try {
            return JWK.parse(Files.readString(file));
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(SETTING + " must name a file with a private JWK, RSA or P-256", e);
        }
    }
}

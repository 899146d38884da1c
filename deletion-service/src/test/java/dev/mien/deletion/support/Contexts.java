package dev.mien.deletion.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWK;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.platform.context.ContextSigner;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.testing.keys.KeysResource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Request contexts as the gateway signs them. */
@ApplicationScoped
public class Contexts {
    private static final Policy POLICY = new Policy(
            1,
            List.of(),
            List.of(),
            Liveness.NONE,
            true,
            0.01,
            PayloadSource.BACKEND,
            "1",
            1,
            3,
            false,
            null,
            365,
            "standard");
    private final ContextSigner signer;
    private final Clock clock;

    public Contexts(ObjectMapper json, Clock clock) {
        this.signer = new ContextSigner(key(), json);
        this.clock = clock;
    }

    /** A backend's context. */
    public String manage(ApplicationId application) {
        return of(application, Operation.MANAGE, clock.instant());
    }

    /** Any context, half a minute long. */
    public String of(ApplicationId application, Operation operation, Instant issued) {
        return signer.sign(new RequestContext(
                UUID.randomUUID(),
                application,
                operation,
                operation == Operation.MANAGE ? null : new SessionId(UUID.randomUUID()),
                List.of(),
                null,
                "127.0.0.0/24",
                POLICY,
                ContextVerifier.digest(new byte[0]),
                issued,
                issued.plusSeconds(30)));
    }

    private static JWK key() {
        try {
            return JWK.parse(Files.readString(KeysResource.ring().requestContextKey()));
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}

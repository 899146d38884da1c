package dev.mien.platform.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.json.ContractsModule;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Values that tests of several packages begin with. */
public final class Fixtures {
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

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

    private Fixtures() {}

    public static ObjectMapper json() {
        return new ObjectMapper().registerModule(new JavaTimeModule()).registerModule(new ContractsModule());
    }

    public static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hashes of subjects, under a key of its own for each number. */
    public static SubjectHasher hasher(int key) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) key);
        return new SubjectHasher(SecretBytes.owning(bytes));
    }

    /** A browser's context, issued {@link #NOW} for half a minute. */
    public static RequestContext context(Operation operation, String bodySha256) {
        return new RequestContext(
                new UUID(1, 1),
                new ApplicationId(new UUID(2, 2)),
                operation,
                new SessionId(new UUID(3, 3)),
                List.of(),
                null,
                "127.0.0.0/24",
                POLICY,
                bodySha256,
                NOW,
                NOW.plusSeconds(30));
    }
}

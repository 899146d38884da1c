package dev.mien.gateway.erasure;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.deletion.Erasure;
import dev.mien.contracts.deletion.ErasureRequest;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Has a Facial ID erased, and looks after erasures. */
@ApplicationScoped
public class Erasing {
    /** How long an answer waits for every holder, before it is 202. */
    public static final Duration WAIT = Duration.ofSeconds(5);

    private static final String CHANNEL = "backend";
    private static final Duration SOON = Duration.ofSeconds(1);
    private final ErasureApi service;
    private final Calls calls;

    public Erasing(@RestClient ErasureApi service, Calls calls) {
        this.service = service;
        this.calls = calls;
    }

    /** @throws Refusal 503 while it cannot be promised that nobody is recognized as them; the erasure goes on */
    public ErasureView erase(ApplicationId application, FacialId facialId, String context) {
        ErasureRequest request = new ErasureRequest(application, facialId, CHANNEL, WAIT.toMillis());
        Erasure erasure = calls.to(Services.DELETION, () -> service.erase(context, request));
        if (!erasure.ended()) {
            throw Refusal.later("The erasure goes on, but its effect cannot be promised yet; ask again.", SOON);
        }
        return ErasureView.of(erasure);
    }

    /** @throws Refusal NOT_FOUND for another application's as for nobody's */
    ErasureView find(UUID id, String context) {
        return ErasureView.of(calls.to(Services.DELETION, () -> service.find(context, id)));
    }
}

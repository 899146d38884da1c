package dev.mien.gateway.key;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many calls with pictures the backend of one application may have under way at once, so that it cannot keep all
 * who look at pictures to itself. Kept in memory by each gateway; thread safe.
 */
@ApplicationScoped
public class PictureTurns {
    private static final String SETTING = "mien.pictures.at-once-and-application";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final int most;
    private final Map<ApplicationId, Integer> taken = new HashMap<>();

    @Inject
    public PictureTurns(@ConfigProperty(name = SETTING) int most) {
        if (most < 1) {
            throw new IllegalStateException(SETTING + " must be at least 1");
        }
        this.most = most;
    }

    /**
     * The caller gives it back.
     *
     * @throws Refusal TOO_MANY_REQUESTS when the application has as many as it may
     */
    public synchronized void take(ApplicationId application) {
        int now = taken.getOrDefault(application, 0);
        if (now >= most) {
            throw Refusal.of(
                            Code.TOO_MANY_REQUESTS,
                            "Pictures of " + most
                                    + " calls of this application are being looked at; wait for one of them.")
                    .retryAfter(SOON);
        }
        taken.put(application, now + 1);
    }

    public synchronized void give(ApplicationId application) {
        taken.computeIfPresent(application, (_, now) -> now == 1 ? null : now - 1);
    }

    /** Applications that have any. */
    synchronized int applications() {
        return taken.size();
    }
}

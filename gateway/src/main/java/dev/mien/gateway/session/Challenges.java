package dev.mien.gateway.session;

import dev.mien.contracts.context.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What a person is asked to do before the camera. */
@ApplicationScoped
public class Challenges {
    /**
     * A new challenge for the policy's liveness.
     *
     * @return no steps for a policy without liveness, the only one that can be set as long as no profile checks it
     * @throws IllegalStateException for another policy: a session without its challenge must not come into being
     */
    public List<String> fresh(Policy policy) {
        return switch (policy.liveness()) {
            case NONE -> List.of();
            case PASSIVE, ACTIVE, BOTH ->
                throw new IllegalStateException("no installed profile can check liveness, yet a policy asks for it");
        };
    }
}

package dev.mien.gateway.policy;

import dev.mien.contracts.Services;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.index.InstalledProfile;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Whether the liveness that a policy asks for can be checked, and what its writer should know about it. */
@ApplicationScoped
public class Guards {
    private static final String PASSIVE_ALONE =
            "policy.liveness is \"passive\": it judges each frame by its looks alone. Measured, it turned away 9 of"
                    + " 134 portraits, and it was tested on two spoofs only. \"active\" or \"both\" guard better.";

    private final InstalledProfilesApi index;
    private final Calls calls;

    public Guards(@RestClient InstalledProfilesApi index, Calls calls) {
        this.index = index;
        this.calls = calls;
    }

    /**
     * Asks index-service what the policy's profile can check; so it calls, and does not belong in a transaction.
     *
     * @throws Refusal INVALID_REQUEST with the reason; 503 while index-service cannot be asked
     */
    public void requireCheckable(Policy policy) {
        if (policy.liveness() == Liveness.NONE) {
            return;
        }
        Optional<InstalledProfile> profile = calls.to(Services.INDEX, index::installed).profiles().stream()
                .filter(one -> one.name().equals(policy.profile()))
                .findFirst();
        if (profile.isEmpty()) {
            throw Policies.invalid("profile", "is \"" + policy.profile() + "\", which index-service has not loaded");
        }
        if (!profile.get().liveness().contains(policy.liveness())) {
            throw Policies.invalid("liveness", reason(policy, profile.get()));
        }
    }

    private static String reason(Policy policy, InstalledProfile profile) {
        List<String> missing = new ArrayList<>();
        if (policy.liveness().active() && !profile.liveness().contains(Liveness.ACTIVE)) {
            missing.add("\"landmarks\" with a mesh of 468 points, which the active check reads");
        }
        if (policy.liveness().passive() && !profile.liveness().contains(Liveness.PASSIVE)) {
            missing.add("\"liveness\", which the passive check asks");
        }
        return "is \"%s\", and the model profile \"%s\" fills no role %s"
                .formatted(
                        policy.liveness().name().toLowerCase(Locale.ROOT),
                        profile.name(),
                        String.join(", and no role ", missing));
    }

    /** What the writer of a policy should know, one sentence or two each. */
    public static List<String> warnings(Policy policy) {
        return policy.liveness() == Liveness.PASSIVE ? List.of(PASSIVE_ALONE) : List.of();
    }
}

package dev.mien.gateway.policy;

import dev.mien.contracts.context.Ability;
import dev.mien.contracts.context.Policy;
import java.util.List;
import java.util.Locale;

/**
 * A policy as it is shown; members as in {@link Policy}, constants in lower case.
 *
 * @param targetFpir null where the engine knows no such rate
 */
public record PolicyView(
        List<String> origins,
        List<String> countries,
        String liveness,
        boolean duplicatesRefused,
        Double targetFpir,
        String payloadSource,
        String termsVersion,
        int minimumFrames,
        int maximumFrames,
        boolean estimates,
        Integer minimumAge,
        int retentionDays,
        String profile,
        String engine,
        boolean learning,
        String movingTo,
        boolean imports) {
    public static PolicyView of(Policy policy) {
        return new PolicyView(
                policy.origins(),
                policy.countries(),
                policy.liveness().name().toLowerCase(Locale.ROOT),
                policy.duplicatesRefused(),
                policy.engine().can(Ability.TARGET_FPIR) ? policy.targetFpir() : null,
                policy.payloadSource().name().toLowerCase(Locale.ROOT),
                policy.termsVersion(),
                policy.minimumFrames(),
                policy.maximumFrames(),
                policy.estimates(),
                policy.minimumAge(),
                policy.retentionDays(),
                policy.profile(),
                policy.engine().name().toLowerCase(Locale.ROOT),
                policy.learning(),
                policy.movingTo(),
                policy.imports());
    }
}

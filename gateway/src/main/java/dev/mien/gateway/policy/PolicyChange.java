package dev.mien.gateway.policy;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/**
 * What a person wants to be otherwise; a member that is null stays as it is. Members are named and described as in
 * {@link dev.mien.contracts.context.Policy}.
 *
 * @param liveness {@code none}, {@code passive}, {@code active} or {@code both}
 * @param payloadSource {@code backend} or {@code browser}
 * @param engine {@code onnx} or {@code rekognition}; only when the application is created
 * @param minimumAge JSON's {@code null} ends the check
 */
@RegisterForReflection
public record PolicyChange(
        List<String> origins,
        List<String> countries,
        String liveness,
        Boolean duplicatesRefused,
        Double targetFpir,
        String payloadSource,
        String termsVersion,
        Integer minimumFrames,
        Integer maximumFrames,
        Boolean estimates,
        Optional<Integer> minimumAge,
        Integer retentionDays,
        String profile,
        String engine,
        Boolean learning,
        Boolean imports) {

    /** Whether it changes what the profile's networks have to be able to do. */
    public boolean asksOfNetworks() {
        return liveness != null || estimates != null || minimumAge != null;
    }
}

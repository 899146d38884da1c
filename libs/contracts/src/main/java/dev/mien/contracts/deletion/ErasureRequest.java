package dev.mien.contracts.deletion;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.util.Objects;

/**
 * Asks for somebody's erasure.
 *
 * @param channel through whom: {@code backend}, {@code self}, {@code retention} …
 * @param waitMillis how long the answer may wait for completion, 0 to {@value #MAXIMUM_WAIT_MILLIS}
 */
public record ErasureRequest(ApplicationId applicationId, FacialId facialId, String channel, long waitMillis) {
    public static final long MAXIMUM_WAIT_MILLIS = 10_000;

    public ErasureRequest {
        Objects.requireNonNull(applicationId, "applicationId");
        Objects.requireNonNull(facialId, "facialId");
        Objects.requireNonNull(channel, "channel");
        if (waitMillis < 0 || waitMillis > MAXIMUM_WAIT_MILLIS) {
            throw new IllegalArgumentException("waitMillis must be 0 to " + MAXIMUM_WAIT_MILLIS);
        }
    }
}

package dev.mien.gateway.erasure;

import dev.mien.contracts.deletion.Erasure;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far an erasure is, as a backend sees it.
 *
 * @param status {@code completed} when every holder has confirmed that nothing is left, else {@code in_progress}
 * @param completedAt null before
 */
public record ErasureView(
        UUID erasureId,
        String status,
        Instant requestedAt,
        Instant completedAt,
        List<Erasure.HolderConfirmation> confirmations) {
    private static final String COMPLETED = "completed";
    private static final String IN_PROGRESS = "in_progress";

    static ErasureView of(Erasure erasure) {
        return new ErasureView(
                erasure.id(),
                erasure.completedAt() == null ? IN_PROGRESS : COMPLETED,
                erasure.requestedAt(),
                erasure.completedAt(),
                erasure.confirmations());
    }

    /** 200 when it is complete; else 202, which says where to ask again. */
    public Response answer() {
        if (COMPLETED.equals(status)) {
            return Response.ok(this).build();
        }
        return Response.accepted(this)
                .header(HttpHeaders.LOCATION, "/v1/erasures/" + erasureId)
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }
}

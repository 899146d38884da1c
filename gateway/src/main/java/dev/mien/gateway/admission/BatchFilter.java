package dev.mien.gateway.admission;

import dev.mien.contracts.Code;
import dev.mien.platform.multipart.Bounds;
import dev.mien.platform.problem.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/**
 * As {@link UploadFilter}, for a batch of an import: it is held while its pictures are looked at one after another, so
 * there is one at a time, and not a large one. The room is that of everybody's pictures; most of it stays for those who
 * wait before a camera.
 */
@BringsLines
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
public class BatchFilter extends UploadFilter {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int TOO_LARGE = 413;

    private final BatchTurn turn;
    private final Admission admission;
    private final RoutingContext routing;
    private final Held held;

    @Inject
    public BatchFilter(UploadRoom room, RoutingContext routing, Held held, BatchTurn turn, Admission admission) {
        super(room, routing, held);
        this.held = held;
        this.turn = turn;
        this.admission = admission;
        this.routing = routing;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Long bytes = BodyLimit.length(routing.request());
        if (bytes != null) {
            requireSize(bytes);
        }
        if (!turn.take(admission.caller())) {
            throw Refusal.later("Another batch is being looked at; send this one again.", SOON);
        }
        held.untilTheEnd(routing, turn::leave);
        super.filter(request);
    }

    /** Who reads it reads no more than that. */
    @Override
    long undeclared() {
        return Bounds.IMPORT_BODY_BYTES;
    }

    /** @throws Refusal 413 */
    public static void requireSize(long bytes) {
        if (bytes > Bounds.IMPORT_BODY_BYTES) {
            throw Refusal.of(
                    Code.INVALID_REQUEST,
                    TOO_LARGE,
                    "A batch may have at most " + Bounds.IMPORT_BODY_BYTES + " bytes; send fewer pictures at once.");
        }
    }
}

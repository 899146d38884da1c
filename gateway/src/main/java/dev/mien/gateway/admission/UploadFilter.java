package dev.mien.gateway.admission;

import dev.mien.platform.multipart.Bounds;
import dev.mien.platform.problem.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/**
 * Lets a browser's body be read when there is room for it, and not for ever: whoever sends it drop by drop would keep
 * the room from others.
 */
@BySession
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
public class UploadFilter implements ContainerRequestFilter {
    /** From the headers to the last byte: 16 MiB at 3 Mbit/s. */
    static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Duration SOON = Duration.ofSeconds(2);

    private final UploadRoom room;
    private final RoutingContext routing;
    private final Held held;
    private final Duration patience;

    @Inject
    public UploadFilter(UploadRoom room, RoutingContext routing, Held held) {
        this(room, routing, held, PATIENCE);
    }

    UploadFilter(UploadRoom room, RoutingContext routing, Held held, Duration patience) {
        this.room = room;
        this.routing = routing;
        this.held = held;
        this.patience = patience;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        HttpServerRequest http = routing.request();
        long bytes = bytes(http);
        if (bytes == 0) {
            return;
        }
        if (!room.take(bytes)) {
            throw Refusal.later("Too many uploads at once; try again.", SOON);
        }
        Vertx vertx = routing.vertx();
        long timer = vertx.setTimer(patience.toMillis(), _ -> giveUp(http));
        routing.addEndHandler(_ -> vertx.cancelTimer(timer));
        held.untilTheEnd(routing, () -> room.give(bytes));
    }

    private long bytes(HttpServerRequest http) {
        Long declared = BodyLimit.length(http);
        if (declared != null) {
            return declared;
        }
        return BodyLimit.mayStream(http) ? undeclared() : 0;
    }

    /** Pictures without a declared length may turn out to be as many as are allowed: so much room is taken for them. */
    long undeclared() {
        return Bounds.BODY_BYTES;
    }

    private static void giveUp(HttpServerRequest http) {
        if (!http.isEnded()) {
            http.connection().close();
        }
    }
}

package dev.mien.gateway.admission;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/** As {@link UploadFilter}, for a backend's pictures: out of the same room, and as patiently. */
@BringsImages
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
public class BackendUploadFilter extends UploadFilter {
    @Inject
    public BackendUploadFilter(UploadRoom room, RoutingContext routing, Held held) {
        super(room, routing, held);
    }
}

package dev.mien.gateway.origin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Answers the question that a browser asks before it calls. It names no application: so the call may be made when any
 * active one lets the origin in, and the call itself is checked against its own application.
 */
@ApplicationScoped
public class Preflight {
    private static final int MAXIMUM_AGE_SECONDS = 600;

    private final KnownOrigins known;

    public Preflight(KnownOrigins known) {
        this.known = known;
    }

    /** @param method the one method that the route has */
    public Response answer(List<String> originHeaders, String method) {
        known.letRead(originHeaders);
        return Response.noContent()
                .header("Access-Control-Allow-Methods", method)
                .header("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key")
                .header("Access-Control-Max-Age", MAXIMUM_AGE_SECONDS)
                .header(HttpHeaders.VARY, "Origin")
                .build();
    }
}

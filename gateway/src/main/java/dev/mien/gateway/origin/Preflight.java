package dev.mien.gateway.origin;

import dev.mien.platform.sql.Database;
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
    private final Database database;
    private final Cors cors;

    public Preflight(Database database, Cors cors) {
        this.database = database;
        this.cors = cors;
    }

    /** @param method the one method that the route has */
    public Response answer(List<String> originHeaders, String method) {
        String origin = Origins.one(originHeaders);
        if (known(origin)) {
            cors.allow(origin);
        }
        return Response.noContent()
                .header("Access-Control-Allow-Methods", method)
                .header("Access-Control-Allow-Headers", "Authorization, Content-Type")
                .header("Access-Control-Max-Age", MAXIMUM_AGE_SECONDS)
                .header(HttpHeaders.VARY, "Origin")
                .build();
    }

    private boolean known(String origin) {
        String[] rules = OriginRule.permitting(origin).toArray(String[]::new);
        return rules.length > 0
                && database.write(tx -> tx.exists(
                        "select 1 from application where state = 'ACTIVE' and policy -> 'origins' ??| ?",
                        (Object) rules));
    }
}

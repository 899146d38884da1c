package dev.mien.gateway.key;

import dev.mien.contracts.Code;
import dev.mien.gateway.admission.Admission;
import dev.mien.gateway.admission.ByKey;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.application.Applications;
import dev.mien.gateway.credential.OpaqueToken;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;

/** Admits backends whose key lives. */
@ByKey
@Provider
@Priority(Priorities.AUTHENTICATION)
public class KeyFilter implements ContainerRequestFilter {
    private final Database database;
    private final ApiKeys keys;
    private final Applications applications;
    private final Admission admission;
    private final Backend backend;
    private final Clock clock;

    public KeyFilter(
            Database database,
            ApiKeys keys,
            Applications applications,
            Admission admission,
            Backend backend,
            Clock clock) {
        this.database = database;
        this.keys = keys;
        this.applications = applications;
        this.admission = admission;
        this.backend = backend;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        OpaqueToken key = OpaqueToken.bearer(OpaqueToken.Kind.KEY, request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .orElseThrow(() -> Refusal.of(Code.UNAUTHORIZED));
        backend.is(bearer(key));
        admission.grant("application " + backend.application().id());
    }

    private Application bearer(OpaqueToken key) {
        return database.write(tx -> keys.bearer(tx, key, clock.instant()).flatMap(id -> applications.find(tx, id)))
                .orElseThrow(() -> Refusal.of(Code.UNAUTHORIZED));
    }
}

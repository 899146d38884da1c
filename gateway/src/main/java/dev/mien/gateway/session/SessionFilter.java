package dev.mien.gateway.session;

import dev.mien.contracts.Code;
import dev.mien.gateway.admission.Admission;
import dev.mien.gateway.admission.BySession;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.application.Applications;
import dev.mien.gateway.credential.OpaqueToken;
import dev.mien.gateway.origin.KnownOrigins;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Admits browsers whose session lives, from where it was opened, to an application that still lets them in. */
@BySession
@Provider
@Priority(Priorities.AUTHENTICATION)
public class SessionFilter implements ContainerRequestFilter {
    private final Database database;
    private final Sessions sessions;
    private final Applications applications;
    private final VisitCheck check;
    private final KnownOrigins known;
    private final Admission admission;
    private final Visit visit;
    private final Clock clock;

    public SessionFilter(
            Database database,
            Sessions sessions,
            Applications applications,
            VisitCheck check,
            KnownOrigins known,
            Admission admission,
            Visit visit,
            Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.applications = applications;
        this.check = check;
        this.known = known;
        this.admission = admission;
        this.visit = visit;
        this.clock = clock;
    }

    private record Found(Session session, Optional<Application> application) {}

    @Override
    public void filter(ContainerRequestContext request) {
        OpaqueToken token = OpaqueToken.bearer(
                        OpaqueToken.Kind.SESSION, request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .orElseThrow(() -> Refusal.of(Code.UNAUTHORIZED));
        List<String> origins = request.getHeaders().get("Origin");
        Found found = find(token).orElseThrow(() -> unknown(origins));
        Session session = found.session();
        String origin = check.permitted(origins, found.application(), session.country());
        if (!origin.equals(session.origin())) {
            throw Refusal.of(Code.FORBIDDDEN_ORIGIN, "The session was opened by another page.");
        }
        if (session.expiredAt(clock.instant())) {
            throw Refusal.of(Code.SESSION_EXPIRED);
        }
        visit.is(session, found.application().orElseThrow());
        admission.grant();
    }

    /**
     * Expired sessions are swept: a page with one that nobody knows is told what one that has just expired is told, and
     * can read it.
     */
    private Refusal unknown(List<String> origins) {
        known.letRead(origins);
        return Refusal.of(Code.SESSION_EXPIRED);
    }

    private Optional<Found> find(OpaqueToken token) {
        return database.single(tx -> sessions.find(tx, token))
                .map(session ->
                        new Found(session, database.single(tx -> applications.find(tx, session.application()))));
    }
}

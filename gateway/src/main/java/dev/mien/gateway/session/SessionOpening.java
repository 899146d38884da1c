package dev.mien.gateway.session;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Operation;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.admission.RateLimiter;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.application.Applications;
import dev.mien.gateway.credential.OpaqueToken;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens sessions. Each one counts, used or not, so that nobody waits for the challenge that suits a recording. */
@ApplicationScoped
public class SessionOpening {
    private final Database database;
    private final Applications applications;
    private final Sessions sessions;
    private final Challenges challenges;
    private final RateLimiter limiter;
    private final VisitCheck check;
    private final Clock clock;

    public SessionOpening(
            Database database,
            Applications applications,
            Sessions sessions,
            Challenges challenges,
            RateLimiter limiter,
            VisitCheck check,
            Clock clock) {
        this.database = database;
        this.applications = applications;
        this.sessions = sessions;
        this.challenges = challenges;
        this.limiter = limiter;
        this.check = check;
        this.clock = clock;
    }

    /**
     * What a browser asks for.
     *
     * @param application empty when it named none that could exist
     */
    public record Wish(
            Optional<ApplicationId> application,
            Operation operation,
            List<String> originHeaders,
            String locale,
            Network network) {}

    /** An open session and its one and only token. */
    public record Opened(OpaqueToken token, Session session, Application application) {}

    /** @throws Refusal as {@link VisitCheck}, or TOO_MANY_REQUESTS */
    public Opened open(Wish wish) {
        limiter.take(wish.network());
        Optional<Application> found = wish.application().flatMap(id -> database.write(tx -> applications.find(tx, id)));
        // No database of countries is installed: the country is unknown.
        String country = null;
        String origin = check.permitted(wish.originHeaders(), found, country);
        Application application = found.orElseThrow(() -> Refusal.of(Code.UNAUTHORIZED));
        Instant now = clock.instant();
        Session session = new Session(
                new SessionId(UUID.randomUUID()),
                application.id(),
                wish.operation(),
                origin,
                SessionState.OPEN,
                0,
                wish.locale(),
                challenges.fresh(application.policy()),
                country,
                wish.network(),
                now,
                now.plus(Session.LIFETIME));
        OpaqueToken token = OpaqueToken.fresh(OpaqueToken.Kind.SESSION);
        database.execute(tx -> sessions.insert(tx, session, token));
        return new Opened(token, session, application);
    }

    /** Ends a session and opens its successor, for the same operation from the same page. */
    public Opened restart(Visit visit, List<String> originHeaders, Network network) {
        Session old = visit.session();
        database.execute(tx -> sessions.end(tx, old.id()));
        return open(new Wish(Optional.of(old.application()), old.operation(), originHeaders, old.locale(), network));
    }
}

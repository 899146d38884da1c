package dev.mien.gateway.passage;

import dev.mien.contracts.Code;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Operation;
import dev.mien.gateway.admission.Held;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.context.Contexts;
import dev.mien.gateway.session.Challenges;
import dev.mien.gateway.session.Session;
import dev.mien.gateway.session.Sessions;
import dev.mien.gateway.session.Visit;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.multipart.Upload;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Leads one operation through its session. A repeated request with the same parts is passed on as long as the session
 * lives: the deciding service gives it the first one's answer (P3). Other parts are SESSION_EXPIRED here already.
 */
@ApplicationScoped
public class Passage {
    private static final Logger LOG = Logger.getLogger(Passage.class);
    private final Database database;
    private final Sessions sessions;
    private final Challenges challenges;
    private final Contexts contexts;
    private final Calls calls;
    private final Visit visit;
    private final Held held;

    public Passage(
            Database database,
            Sessions sessions,
            Challenges challenges,
            Contexts contexts,
            Calls calls,
            Visit visit,
            Held held) {
        this.database = database;
        this.sessions = sessions;
        this.challenges = challenges;
        this.contexts = contexts;
        this.calls = calls;
        this.visit = visit;
        this.held = held;
    }

    /** The call to the service that decides. */
    @FunctionalInterface
    public interface Onward<T> {
        T call(String context);
    }

    /**
     * @param operation what this route does: a session of another one is not let through
     * @param service who decides, as in {@link dev.mien.contracts.Services}
     * @param body as it came in; zeroed afterwards
     * @throws Refusal the service's, with what became of the session where it goes on
     */
    public <T> T pass(Operation operation, String service, String contentType, byte[] body, Onward<T> onward) {
        Session session = visit.session();
        if (session.operation() != operation) {
            throw Refusal.of(Code.UNAUTHORIZED, "This session is for another operation.");
        }
        return held.working(() -> begin(service, session, contentType, body, onward));
    }

    private <T> T begin(String service, Session session, String contentType, byte[] body, Onward<T> onward) {
        try {
            // First, so that nothing is signed for whoever sends what has no parts.
            byte[] parts = digest(contentType, body);
            CompletableFuture<String> context = vouching(session, body);
            if (!begun(session, parts)) {
                throw Refusal.of(
                        Code.SESSION_EXPIRED,
                        "The session was used for something else, or its application was changed meanwhile.");
            }
            T answer = decided(service, session, parts, onward, context);
            endSoon(session.id());
            return answer;
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    /**
     * The word for a body is signed while the session begins, which takes about as long. Nobody is told it unless the
     * session has begun.
     */
    private CompletableFuture<String> vouching(Session session, byte[] body) {
        Application application = visit.application();
        return CompletableFuture.supplyAsync(
                () -> contexts.ofBrowser(application, session, body), Thread::startVirtualThread);
    }

    /** Begins, or lets the same parts through again. */
    private boolean begun(Session session, byte[] parts) {
        long revision = visit.application().revision();
        return database.single(tx -> sessions.begin(tx, session, revision, parts))
                || database.single(tx -> sessions.begunWith(tx, session.id(), parts));
    }

    /**
     * The answer does not wait for it: a session in use lets nothing in but the same parts, and who decided remembers
     * what they were answered. What is lost here expires with the session.
     */
    private void endSoon(SessionId session) {
        Thread.startVirtualThread(() -> {
            try {
                end(session);
            } catch (DatabaseException away) {
                LOG.warnf("event=session-not-ended session=%s", session);
            }
        });
    }

    private void end(SessionId session) {
        database.single(tx -> sessions.end(tx, session));
    }

    private <T> T decided(
            String service, Session session, byte[] parts, Onward<T> onward, CompletableFuture<String> context) {
        String signed = context.join();
        try {
            return calls.to(service, () -> onward.call(signed));
        } catch (Refusal refusal) {
            throw settled(refusal, session.id(), parts);
        }
    }

    private Refusal settled(Refusal refusal, SessionId session, byte[] parts) {
        return switch (Verdict.of(refusal)) {
            case UNDECIDED -> refusal;
            case FINAL -> {
                end(session);
                yield refusal;
            }
            case MENDABLE -> mended(refusal, session, parts);
        };
    }

    private Refusal mended(Refusal refusal, SessionId session, byte[] parts) {
        List<String> challenge = challenges.fresh(visit.application().policy());
        return database.write(tx -> sessions.reopen(tx, session, parts, challenge)
                .map(mended ->
                        refusal.with("session", new SessionNow("open", Session.MAXIMUM_MENDED - mended, challenge)))
                .orElseGet(() -> {
                    sessions.endUnlessReopened(tx, session, parts);
                    return refusal;
                }));
    }

    private static byte[] digest(String contentType, byte[] body) {
        try (Upload upload = Upload.read(contentType, body)) {
            return upload.digest();
        }
    }
}

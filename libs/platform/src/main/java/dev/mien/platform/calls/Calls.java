package dev.mien.platform.calls;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Code;
import dev.mien.platform.problem.Problem;
import dev.mien.platform.problem.Refusal;
import io.quarkus.oidc.client.OidcClientException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Makes one call to another service. A problem that the other service answers is passed on with its code; a service
 * that is away, or that refuses us, is our 503 and names the service.
 */
@ApplicationScoped
public class Calls {
    private static final Logger LOG = Logger.getLogger(Calls.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private final ObjectMapper json;

    public Calls(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param service whom the call goes to, as in {@link dev.mien.contracts.Services}
     * @throws Refusal the other one's refusal, or 503 when it cannot be had
     */
    public <T> T to(String service, Supplier<T> call) {
        try {
            return call.get();
        } catch (WebApplicationException answered) {
            throw refusal(service, answered.getResponse());
        } catch (ProcessingException | OidcClientException unreachable) {
            LOG.warnf("event=service-away service=%s cause=%s", service, cause(unreachable));
            throw Refusal.later(service + " cannot be reached.", SOON);
        }
    }

    /**
     * What an operator needs to know: a message of a failed connection names host and port. Any other would name the
     * path, and with it a Facial ID (a time-out does), so it is the exception's kind alone.
     */
    private static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root instanceof ConnectException
                ? root.getMessage()
                : root.getClass().getSimpleName();
    }

    private Refusal refusal(String service, Response response) {
        int status = response.getStatus();
        Optional<Refusal> told = problem(response).flatMap(Calls::known);
        // 401 and 403 with UNAUTHORIZED or FORBIDDEN are about our own credentials, which is no fault of the caller's.
        boolean aboutUs = told.map(Refusal::code)
                .filter(code -> code == Code.UNAUTHORIZED || code == Code.FORBIDDEN)
                .isPresent();
        if (told.isEmpty() || aboutUs) {
            LOG.errorf("event=service-refused service=%s status=%d", service, status);
            return Refusal.later(service + " cannot answer now.", SOON);
        }
        Optional<Duration> pause = pause(response);
        if (pause.isPresent()) {
            return told.get().retryAfter(pause.get());
        }
        return told.get().status() == 503 ? told.get().retryAfter(SOON) : told.get();
    }

    /** The other one knows best how long to wait (a lock-out, an overload). */
    private static Optional<Duration> pause(Response response) {
        String seconds = response.getHeaderString(HttpHeaders.RETRY_AFTER);
        boolean told = seconds != null && SECONDS.matcher(seconds).matches();
        return told ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds))) : Optional.empty();
    }

    private Optional<Problem> problem(Response response) {
        if (!response.hasEntity()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readValue(response.readEntity(byte[].class), Problem.class));
        } catch (JacksonException malformed) {
            return Optional.empty();
        } catch (java.io.IOException broken) {
            return Optional.empty();
        }
    }

    private static Optional<Refusal> known(Problem problem) {
        try {
            return Optional.of(Refusal.of(Code.valueOf(problem.code()), problem.status(), problem.detail()));
        } catch (IllegalArgumentException | NullPointerException unknown) {
            return Optional.empty();
        }
    }
}

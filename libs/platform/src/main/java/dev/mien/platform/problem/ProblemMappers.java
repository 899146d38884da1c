package dev.mien.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.mien.contracts.Code;
import dev.mien.platform.sql.DatabaseException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.client.OidcClientException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into a {@link Problem}. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    @ServerExceptionMapper
    public Response refused(Refusal refusal) {
        return Problem.response(refusal);
    }

    @ServerExceptionMapper
    public Response database(DatabaseException failure) {
        if (failure.away()) {
            LOG.warnf("event=database-away cause=%s", failure.getCause().getMessage());
            return Problem.response(Refusal.later("The database cannot be reached; nothing was changed.", SOON));
        }
        return unexpected(failure);
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response unauthorized() {
        return Problem.response(Refusal.of(Code.UNAUTHORIZED));
    }

    @ServerExceptionMapper(ForbiddenException.class)
    public Response forbidden() {
        return Problem.response(Refusal.of(Code.FORBIDDEN));
    }

    @ServerExceptionMapper({OidcClientException.class, OIDCException.class})
    public Response identityProviderAway(Throwable failure) {
        LOG.warnf("event=identity-provider-away cause=%s", failure.getMessage());
        return Problem.response(Refusal.later("The OIDC identity provider cannot be reached.", SOON));
    }

    /** The subtype by name too: Quarkus brings a mapper of its own for it, whose answer is no problem. */
    @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
    public Response malformedJson() {
        return Problem.response(Refusal.of(Code.INVALID_REQUEST, "The body is not the JSON that this call takes."));
    }

    @ServerExceptionMapper
    public Response protocol(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        return switch (status) {
            case 400 -> Problem.response(Refusal.of(Code.INVALID_REQUEST));
            case 401 -> unauthorized();
            case 403 -> forbidden();
            case 404 -> Problem.response(Refusal.of(Code.NOT_FOUND));
            case 405 -> Problem.response(Refusal.of(Code.METHOD_NOT_ALLOWED));
            case 406, 413, 415 ->
                Problem.response(Refusal.of(
                        Code.INVALID_REQUEST,
                        status,
                        status == 413 ? "The body is too large." : "This call does not speak that media type."));
            default -> unexpected(failure);
        };
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure) {
        LOG.error("event=unexpected", failure);
        return Problem.response(Refusal.of(Code.PROCESSING_ERR));
    }
}

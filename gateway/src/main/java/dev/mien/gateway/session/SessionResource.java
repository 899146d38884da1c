package dev.mien.gateway.session;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Operation;
import dev.mien.gateway.admission.BySession;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.admission.Open;
import dev.mien.gateway.json.StrictJson;
import dev.mien.gateway.origin.Preflight;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/sessions}: where every browser begins. */
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionResource {
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z0-9-]{2,35}");
    private final SessionOpening opening;
    private final StrictJson json;
    private final Preflight preflight;
    private final Visit visit;

    public SessionResource(SessionOpening opening, StrictJson json, Preflight preflight, Visit visit) {
        this.opening = opening;
        this.json = json;
        this.preflight = preflight;
        this.visit = visit;
    }

    @POST
    @Open
    @Consumes(MediaType.APPLICATION_JSON)
    @org.eclipse.microprofile.openapi.annotations.Operation(
            summary = "Opens a session, for one enrollment or one authentication")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = OpenSession.class)))
    @APIResponse(
            responseCode = "201",
            description = "The session, its token, and what to ask of the person",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response open(@Context HttpHeaders headers, @Context HttpServerRequest http, byte[] body) {
        OpenSession wish = json.read(body, OpenSession.class);
        return created(opening.open(new SessionOpening.Wish(
                application(wish.applicationId()),
                operation(wish.operation()),
                headers.getRequestHeader("Origin"),
                locale(wish.locale()),
                Network.of(http))));
    }

    @POST
    @Path("/restart")
    @BySession
    @org.eclipse.microprofile.openapi.annotations.Operation(summary = "Ends the session and opens its successor")
    @APIResponse(
            responseCode = "201",
            description = "The new session",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response restart(@Context HttpHeaders headers, @Context HttpServerRequest http) {
        return created(opening.restart(visit, headers.getRequestHeader("Origin"), Network.of(http)));
    }

    @OPTIONS
    @Open
    @org.eclipse.microprofile.openapi.annotations.Operation(hidden = true)
    public Response preflight(@Context HttpHeaders headers) {
        return preflight.answer(headers.getRequestHeader("Origin"), "POST");
    }

    @OPTIONS
    @Path("/restart")
    @Open
    @org.eclipse.microprofile.openapi.annotations.Operation(hidden = true)
    public Response preflightOfRestart(@Context HttpHeaders headers) {
        return preflight.answer(headers.getRequestHeader("Origin"), "POST");
    }

    private static Response created(SessionOpening.Opened opened) {
        return Response.status(Response.Status.CREATED)
                .entity(SessionView.of(opened))
                .build();
    }

    /** What is no id is nobody's: unknown like any other. */
    private static Optional<ApplicationId> application(String text) {
        if (text == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "applicationId is missing.");
        }
        try {
            return Optional.of(ApplicationId.of(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static Operation operation(String text) {
        return switch (text) {
            case "enroll" -> Operation.ENROLL;
            case "authenticate" -> Operation.AUTHENTICATE;
            case null, default -> throw Refusal.of(Code.INVALID_REQUEST, "operation must be enroll or authenticate.");
        };
    }

    private static String locale(String text) {
        if (text != null && !LOCALE.matcher(text).matches()) {
            throw Refusal.of(Code.INVALID_REQUEST, "locale must be a BCP 47 tag.");
        }
        return text;
    }
}

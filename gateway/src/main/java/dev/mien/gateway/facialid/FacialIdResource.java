package dev.mien.gateway.facialid;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.enrollment.StateChange;
import dev.mien.gateway.admission.ByKey;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.context.Contexts;
import dev.mien.gateway.erasure.Erasing;
import dev.mien.gateway.erasure.ErasureView;
import dev.mien.gateway.json.StrictJson;
import dev.mien.gateway.key.Backend;
import dev.mien.gateway.repeat.Idempotent;
import dev.mien.gateway.repeat.Repetition;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** {@code /v1/facial-ids}. */
@ByKey
@Path("/v1/facial-ids")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FacialIdResource {
    private static final byte[] NO_BODY = {};

    private final ProfileApi profiles;
    private final Erasing erasing;
    private final Contexts contexts;
    private final Calls calls;
    private final Backend backend;
    private final StrictJson json;
    private final Repetition repetition;

    public FacialIdResource(
            @RestClient ProfileApi profiles,
            Erasing erasing,
            Contexts contexts,
            Calls calls,
            Backend backend,
            StrictJson json,
            Repetition repetition) {
        this.profiles = profiles;
        this.erasing = erasing;
        this.contexts = contexts;
        this.calls = calls;
        this.backend = backend;
        this.json = json;
        this.repetition = repetition;
    }

    @GET
    @Operation(summary = "A page of Facial IDs, in the order of enrollment")
    public FacialIdPage list(
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @Context HttpServerRequest http) {
        int wanted = limit(limit);
        String context = context(http, NO_BODY);
        return FacialIdPage.of(calls.to(Services.ENROLLMENT, () -> profiles.page(context, after, wanted)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One Facial ID, with its state, consent and last use")
    public FacialIdView get(@PathParam("id") String id, @Context HttpServerRequest http) {
        FacialId facialId = facialId(id);
        String context = context(http, NO_BODY);
        return FacialIdView.of(calls.to(Services.ENROLLMENT, () -> profiles.one(context, facialId)));
    }

    @Idempotent
    @PUT
    @Path("/{id}/state")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Pauses somebody, who is then kept and not recognized, or resumes them")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChangeFacialIdState.class)))
    public FacialIdView changeState(@PathParam("id") String id, @Context HttpServerRequest http, byte[] body) {
        StateChange change =
                new StateChange(state(json.read(body, ChangeFacialIdState.class).state()));
        FacialId facialId = facialId(id);
        // About a person nothing is kept here: whoever asks again hears how they stand by then.
        repetition.isAnsweredAnew();
        if (repetition.again()) {
            return get(id, http);
        }
        Contexts.Vouched vouched = contexts.vouchedFor(backend.application(), Network.of(http), change);
        return FacialIdView.of(
                calls.to(Services.ENROLLMENT, () -> profiles.state(vouched.context(), facialId, vouched.body())));
    }

    /** 200 when nothing is left, 202 while holders still confirm: nobody is recognized as them either way. */
    @DELETE
    @Path("/{id}")
    @Operation(summary = "Erases somebody: nobody is recognized as them from the answer on")
    @APIResponse(
            responseCode = "200",
            description = "Nothing is left: every holder has confirmed",
            content = @Content(schema = @Schema(implementation = ErasureView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Holders still confirm; Location says where to ask",
            content = @Content(schema = @Schema(implementation = ErasureView.class)))
    public Response erase(@PathParam("id") String id, @Context HttpServerRequest http) {
        ErasureView erasure = erasing.erase(backend.application().id(), facialId(id), context(http, NO_BODY));
        return erasure.answer();
    }

    private String context(HttpServerRequest http, byte[] body) {
        return contexts.ofBackend(backend.application(), Network.of(http), body);
    }

    /** What is no UUID is nobody's. */
    private static FacialId facialId(String text) {
        try {
            return FacialId.of(text);
        } catch (IllegalArgumentException noId) {
            throw Refusal.of(Code.NOT_FOUND);
        }
    }

    private static ProfileState state(String text) {
        return switch (text) {
            case "active" -> ProfileState.ACTIVE;
            case "paused" -> ProfileState.PAUSED;
            case null, default -> throw Refusal.of(Code.INVALID_REQUEST, "state must be active or paused.");
        };
    }

    private static int limit(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw Refusal.of(Code.INVALID_REQUEST, "limit must be a number.");
        }
    }
}

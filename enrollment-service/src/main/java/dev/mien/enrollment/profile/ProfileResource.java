package dev.mien.enrollment.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.enrollment.NotActive;
import dev.mien.contracts.enrollment.Profile;
import dev.mien.contracts.enrollment.ProfilePage;
import dev.mien.contracts.enrollment.StateChange;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** A backend's view of its Facial IDs. An id of another application, or of nobody, is the same 404. */
@Path("/internal/v1/profiles")
@RolesAllowed(Services.GATEWAY)
@RunOnVirtualThread
public class ProfileResource {
    /** Profiles of one page, at most. */
    static final int MAXIMUM_PAGE = 200;

    private final ContextVerifier contexts;
    private final Database database;
    private final ProfileView view;
    private final StateSwitch states;
    private final ObjectMapper json;

    ProfileResource(
            ContextVerifier contexts, Database database, ProfileView view, StateSwitch states, ObjectMapper json) {
        this.contexts = contexts;
        this.database = database;
        this.view = view;
        this.states = states;
        this.json = json;
    }

    /** @param after the {@code next} of an earlier page; absent for the first */
    @GET
    public ProfilePage page(
            @HeaderParam(Headers.CONTEXT) String jws,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        RequestContext context = contexts.require(jws, Operation.MANAGE);
        if (limit < 1 || limit > MAXIMUM_PAGE) {
            throw Refusal.of(Code.INVALID_REQUEST, "limit must be 1 to " + MAXIMUM_PAGE + ".");
        }
        PageCursor cursor = PageCursor.parse(after);
        return database.write(tx -> view.page(tx, context.application(), cursor, limit));
    }

    /** Everybody who is not active: whoever copies an index has to know whom to leave out, and who is paused. */
    @GET
    @Path("/not-active")
    public NotActive notActive(@HeaderParam(Headers.CONTEXT) String jws) {
        RequestContext context = contexts.require(jws, Operation.MANAGE);
        return database.snapshot(tx -> view.notActive(tx, context.application()))
                .orElseThrow(() -> Refusal.of(
                        Code.CONFLICT,
                        "More than " + NotActive.MOST + " people are not active: too many to be named."));
    }

    @GET
    @Path("/{facialId}")
    public Profile one(@HeaderParam(Headers.CONTEXT) String jws, @RestPath UUID facialId) {
        RequestContext context = contexts.require(jws, Operation.MANAGE);
        return database.write(tx -> view.one(tx, context.application(), new FacialId(facialId)))
                .orElseThrow(() -> Refusal.of(Code.NOT_FOUND));
    }

    /** The body is read raw: the gateway's word is for these bytes, whatever they may mean. */
    @PUT
    @Path("/{facialId}/state")
    @Consumes(MediaType.APPLICATION_JSON)
    public Profile state(@HeaderParam(Headers.CONTEXT) String jws, @RestPath UUID facialId, byte[] body)
            throws IOException {
        RequestContext context = contexts.require(jws, Operation.MANAGE, body);
        StateChange change = json.readValue(body, StateChange.class);
        if (change == null || change.state() == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "state must be ACTIVE or PAUSED.");
        }
        return states.to(change.state(), context.application(), new FacialId(facialId));
    }
}

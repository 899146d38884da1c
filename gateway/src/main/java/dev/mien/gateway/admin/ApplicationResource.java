package dev.mien.gateway.admin;

import dev.mien.gateway.admission.ByPerson;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.json.StrictJson;
import dev.mien.gateway.repeat.Idempotent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/admin/applications}. */
@ByPerson
@Path("/v1/admin/applications")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ApplicationResource {
    private final Administration administration;
    private final StrictJson json;

    public ApplicationResource(Administration administration, StrictJson json) {
        this.administration = administration;
        this.json = json;
    }

    @Idempotent
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.OWNER, Role.OPERATOR})
    @Operation(summary = "Creates an application")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CreateApplication.class)))
    @APIResponse(
            responseCode = "201",
            description = "The application; Location says where it is",
            content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    public Response create(byte[] body) {
        Application created = administration.create(json.read(body, CreateApplication.class));
        return Response.created(URI.create("/v1/admin/applications/" + created.id()))
                .entity(ApplicationView.of(created))
                .build();
    }

    @GET
    @RolesAllowed({Role.OWNER, Role.OPERATOR, Role.AUDITOR, Role.PRIVACY})
    @Operation(summary = "The organization's applications, and the operator's terms that a new one has to accept")
    public ApplicationList list() {
        return new ApplicationList(
                administration.list().stream().map(ApplicationView::of).toList(), administration.operatorTerms());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.OWNER, Role.OPERATOR, Role.AUDITOR, Role.PRIVACY})
    @Operation(summary = "One application")
    public ApplicationView get(@PathParam("id") String id) {
        return ApplicationView.of(administration.get(id));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.OWNER, Role.OPERATOR})
    @Operation(summary = "Changes the name or members of the policy; what is missing stays")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChangeApplication.class)))
    public ApplicationView change(@PathParam("id") String id, byte[] body) {
        return ApplicationView.of(administration.change(id, json.read(body, ChangeApplication.class)));
    }

    @Idempotent
    @PUT
    @Path("/{id}/state")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.OWNER, Role.OPERATOR})
    @Operation(summary = "Pauses an application, which then lets no browser in, or resumes it")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChangeState.class)))
    public ApplicationView changeState(@PathParam("id") String id, byte[] body) {
        return ApplicationView.of(administration.change(id, json.read(body, ChangeState.class)));
    }
}

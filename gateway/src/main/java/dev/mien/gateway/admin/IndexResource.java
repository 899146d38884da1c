package dev.mien.gateway.admin;

import dev.mien.contracts.index.IndexFigures;
import dev.mien.gateway.admission.ByPerson;
import dev.mien.gateway.admission.Network;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/admin/applications/{id}/index}. */
@ByPerson
@Path("/v1/admin/applications/{id}/index")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IndexResource {
    private final IndexAdministration index;

    public IndexResource(IndexAdministration index) {
        this.index = index;
    }

    @GET
    @Operation(summary = "Size, growth and search figures of the index, and how near it is to its largest search")
    @RolesAllowed({Role.OWNER, Role.OPERATOR, Role.AUDITOR, Role.PRIVACY})
    public IndexFigures figures(@PathParam("id") String id, @Context HttpServerRequest http) {
        return index.figures(id, Network.of(http));
    }
}

package dev.mien.enrollment.erasure;

import dev.mien.contracts.Services;
import dev.mien.contracts.deletion.UndoAnswer;
import dev.mien.contracts.deletion.UndoRequest;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What this service asks of deletion-service, beside the ledger. */
@Path("/internal/v1/erasures/undo")
@RegisterRestClient(configKey = Services.DELETION)
@OidcClientFilter(Services.DELETION)
interface UndoApi {
    @POST
    UndoAnswer undo(UndoRequest request);
}

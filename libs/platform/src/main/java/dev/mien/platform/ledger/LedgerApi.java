package dev.mien.platform.ledger;

import dev.mien.contracts.Services;
import dev.mien.contracts.deletion.HandOver;
import dev.mien.contracts.deletion.LedgerPage;
import dev.mien.contracts.deletion.LedgerPoll;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The ledger, as deletion-service serves it to holders. */
@Path("/internal/v1/ledger")
@RegisterRestClient(configKey = Services.DELETION)
@OidcClientFilter(Services.DELETION)
public interface LedgerApi {
    @POST
    @Path("/polls")
    LedgerPage poll(LedgerPoll poll);

    @POST
    @Path("/entries")
    void handOver(HandOver entries);
}

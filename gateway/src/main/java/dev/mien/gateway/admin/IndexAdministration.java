package dev.mien.gateway.admin;

import dev.mien.contracts.Services;
import dev.mien.contracts.index.IndexFigures;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.context.Contexts;
import dev.mien.platform.calls.Calls;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** An application's index, to the people of its organization. */
@ApplicationScoped
public class IndexAdministration {
    private static final byte[] NO_BODY = {};

    private final Administration administration;
    private final IndexApi index;
    private final Contexts contexts;
    private final Calls calls;

    public IndexAdministration(
            Administration administration, @RestClient IndexApi index, Contexts contexts, Calls calls) {
        this.administration = administration;
        this.index = index;
        this.contexts = contexts;
        this.calls = calls;
    }

    IndexFigures figures(String id, Network network) {
        String context = context(administration.get(id), network);
        return calls.to(Services.INDEX, () -> index.figures(context));
    }

    private String context(Application application, Network network) {
        return contexts.ofBackend(application, network, NO_BODY);
    }
}

package dev.mien.gateway.admin;

import dev.mien.contracts.Code;
import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.NotActive;
import dev.mien.contracts.index.IndexFigures;
import dev.mien.contracts.index.IndexFileKey;
import dev.mien.contracts.index.IndexFileRequest;
import dev.mien.contracts.index.IndexKeys;
import dev.mien.contracts.index.IndexMark;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.context.Contexts;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** An application's index, to the people of its organization. */
@ApplicationScoped
public class IndexAdministration {
    private static final byte[] NO_BODY = {};

    private final Administration administration;
    private final IndexApi index;
    private final StandingApi standings;
    private final Contexts contexts;
    private final Calls calls;

    public IndexAdministration(
            Administration administration,
            @RestClient IndexApi index,
            @RestClient StandingApi standings,
            Contexts contexts,
            Calls calls) {
        this.administration = administration;
        this.index = index;
        this.standings = standings;
        this.contexts = contexts;
        this.calls = calls;
    }

    IndexFigures figures(String id, Network network) {
        String context = context(administration.get(id), network);
        return calls.to(Services.INDEX, () -> index.figures(context));
    }

    /**
     * The index as a file. Asked in this order, nobody is in it who was not active or paused: first how far the rows
     * go, then who is neither, then the file.
     *
     * @return the caller's to close
     */
    InputStream download(String id, Network network) {
        Application application = administration.get(id);
        String context = context(application, network);
        IndexMark mark = calls.to(Services.INDEX, () -> index.mark(context));
        NotActive standing = calls.to(Services.ENROLLMENT, () -> standings.notActive(context));
        Contexts.Vouched request = contexts.vouchedFor(
                application,
                network,
                new IndexFileRequest(mark.row(), standing.ledgerNumber(), standing.paused(), standing.others()));
        return calls.to(Services.INDEX, () -> index.file(request.context(), request.body()));
    }

    IndexKeys keys(String id, Network network) {
        String context = context(administration.get(id), network);
        return calls.to(Services.INDEX, () -> index.keys(context));
    }

    IndexKeys rekey(String id, Network network) {
        String context = context(administration.get(id), network);
        return calls.to(Services.INDEX, () -> index.exchange(context));
    }

    /** Of the file with that id. Whoever audits such calls, or has a second person agree, does so here. */
    IndexFileKey key(String id, String file, String version, Network network) {
        String context = context(administration.get(id), network);
        UUID fileId = uuid(file);
        if (version == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "keyVersion is missing: the one of the file's header.");
        }
        return calls.to(Services.INDEX, () -> index.key(context, fileId, version));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text == null ? "" : text);
        } catch (IllegalArgumentException noId) {
            throw Refusal.of(Code.INVALID_REQUEST, "file must be the id that the file's header names.");
        }
    }

    private String context(Application application, Network network) {
        return contexts.ofBackend(application, network, NO_BODY);
    }
}

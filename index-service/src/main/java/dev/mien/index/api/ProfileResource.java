package dev.mien.index.api;

import dev.mien.contracts.Services;
import dev.mien.contracts.index.InstalledProfiles;
import dev.mien.index.engine.Engines;
import dev.mien.index.probe.FaceAnalysis;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /internal/v1/profiles}: what the loaded model profiles and the engines can do, so that no policy
 * asks for more. */
@Path("/internal/v1/profiles")
public class ProfileResource {
    private final FaceAnalysis analysis;
    private final Engines engines;

    public ProfileResource(FaceAnalysis analysis, Engines engines) {
        this.analysis = analysis;
        this.engines = engines;
    }

    /** The same for every application: it needs no request context. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Services.GATEWAY)
    public InstalledProfiles installed() {
        return new InstalledProfiles(analysis.installed(), engines.enabled());
    }
}

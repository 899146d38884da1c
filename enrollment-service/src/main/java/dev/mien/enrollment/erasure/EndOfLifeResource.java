package dev.mien.enrollment.erasure;

import dev.mien.contracts.Code;
import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.EndOfLife;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** 204 is deletion-service's permission to answer 200 or 202 (P6): it is given after the commit, never before. */
@Path("/internal/v1/ends-of-life")
@RolesAllowed(Services.DELETION)
@RunOnVirtualThread
public class EndOfLifeResource {
    private final EndsOfLife ends;

    EndOfLifeResource(EndsOfLife ends) {
        this.ends = ends;
    }

    @POST
    public void end(EndOfLife told) {
        if (told == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "The body must be an end of life.");
        }
        ends.end(told);
    }
}

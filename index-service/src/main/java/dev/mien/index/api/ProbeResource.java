package dev.mien.index.api;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.index.engine.Engines;
import dev.mien.index.gallery.Scope;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.multipart.FrameList;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code POST /internal/v1/probes}: from frames to analysis, candidates and sealed probe. */
@Path("/internal/v1/probes")
@RunOnVirtualThread
public class ProbeResource {
    private final Engines engines;
    private final ContextVerifier contexts;

    public ProbeResource(Engines engines, ContextVerifier contexts) {
        this.engines = engines;
        this.contexts = contexts;
    }

    @POST
    @Consumes(FrameList.MEDIA_TYPE)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Services.ENROLLMENT, Services.AUTH})
    public ProbeAnswer probe(
            @HeaderParam(Headers.CONTEXT) String word,
            @QueryParam("purpose") String purpose,
            @QueryParam("facialId") String facialId,
            @QueryParam("among") List<String> among,
            @Context SecurityContext caller,
            byte[] body) {
        try {
            Purpose asked = purpose(purpose);
            if (!caller.isUserInRole(callerOf(asked))) {
                throw Refusal.of(Code.FORBIDDEN);
            }
            RequestContext context = contexts.require(word, operationsOf(asked));
            return probe(context, asked, scope(facialId, among), body);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private ProbeAnswer probe(RequestContext context, Purpose purpose, Scope scope, byte[] body) {
        List<Frame> frames = FrameList.read(body);
        try {
            return engines.of(context).probe(context, purpose, scope, frames);
        } finally {
            frames.forEach(Frame::close);
        }
    }

    private static Purpose purpose(String text) {
        for (Purpose purpose : Purpose.values()) {
            if (purpose.name().equals(text)) {
                return purpose;
            }
        }
        throw Refusal.of(Code.INVALID_REQUEST, "purpose must be ENROLL, RECOGNIZE or ADD.");
    }

    private static Scope scope(String facialId, List<String> among) {
        if (facialId != null && !among.isEmpty()) {
            throw Refusal.of(Code.INVALID_REQUEST, "facialId and among exclude each other.");
        }
        try {
            if (facialId != null) {
                return new Scope.Only(FacialId.of(facialId));
            }
            return among.isEmpty()
                    ? Scope.EVERYONE
                    : new Scope.Among(among.stream().map(FacialId::of).collect(Collectors.toSet()));
        } catch (IllegalArgumentException e) {
            throw Refusal.of(Code.INVALID_REQUEST, "facialId and among must be UUIDs.");
        }
    }

    private static String callerOf(Purpose purpose) {
        return switch (purpose) {
            case ENROLL, ADD -> Services.ENROLLMENT;
            case RECOGNIZE -> Services.AUTH;
        };
    }

    private static Set<Operation> operationsOf(Purpose purpose) {
        return switch (purpose) {
            case ENROLL -> EnumSet.of(Operation.ENROLL, Operation.IMPORT);
            case RECOGNIZE -> EnumSet.of(Operation.AUTHENTICATE);
            case ADD -> EnumSet.of(Operation.MANAGE);
        };
    }
}

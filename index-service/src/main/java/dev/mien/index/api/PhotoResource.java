package dev.mien.index.api;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.PhotoAnalysis;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.index.engine.Engines;
import dev.mien.index.photo.FacePhotos;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.multipart.Photos;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.function.BiFunction;

/** {@code POST /internal/v1/face-comparisons} and {@code …/face-analyses}: pictures are looked at, and forgotten. */
@Path("/internal/v1")
@RunOnVirtualThread
public class PhotoResource {
    private final Engines engines;
    private final FacePhotos photos;
    private final ContextVerifier contexts;

    public PhotoResource(Engines engines, FacePhotos photos, ContextVerifier contexts) {
        this.engines = engines;
        this.photos = photos;
        this.contexts = contexts;
    }

    @POST
    @Path("/face-comparisons")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Services.GATEWAY)
    public PhotoComparison compare(
            @HeaderParam(Headers.CONTEXT) String word,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body) {
        return look(
                word,
                contentType,
                body,
                2,
                (context, sent) -> engines.of(context).compare(context, sent.images()));
    }

    @POST
    @Path("/face-analyses")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Services.GATEWAY)
    public PhotoAnalysis analyse(
            @HeaderParam(Headers.CONTEXT) String word,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body) {
        return look(
                word,
                contentType,
                body,
                1,
                (context, sent) -> photos.analyse(
                        context.policy().profile(),
                        context.policy().estimates(),
                        sent.images().getFirst()));
    }

    private <T> T look(
            String word, String contentType, byte[] body, int count, BiFunction<RequestContext, Photos, T> looking) {
        try {
            RequestContext context = contexts.require(word, Operation.MANAGE, body);
            try (Photos sent = Photos.read(contentType, body, count)) {
                return looking.apply(context, sent);
            }
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }
}

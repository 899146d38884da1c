package dev.mien.index.api;

import dev.mien.contracts.Code;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.StoredParts;
import dev.mien.index.carry.Upload;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.indexfile.IndexFileException;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** {@code /internal/v1/index/parts}: parts of an index file on their way in. */
@Path("/internal/v1/index/parts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IndexUploadResource {
    private final Upload upload;
    private final ContextVerifier contexts;

    public IndexUploadResource(Upload upload, ContextVerifier contexts) {
        this.upload = upload;
        this.contexts = contexts;
    }

    @POST
    @Path("/openings")
    @Consumes(IndexFileBatch.MEDIA_TYPE)
    @RolesAllowed(Services.ENROLLMENT)
    public OpenedParts open(@HeaderParam(Headers.CONTEXT) String word, byte[] body) {
        RequestContext context = contexts.require(word, Operation.MANAGE, body);
        try {
            return upload.open(context, batch(body));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    /**
     * @param offsets of the parts that are to be stored, counted from 0
     * @param incarnation of what the search for them has seen; absent where none was made
     */
    @POST
    @Path("/stores")
    @Consumes(IndexFileBatch.MEDIA_TYPE)
    @RolesAllowed(Services.ENROLLMENT)
    public StoredParts store(
            @HeaderParam(Headers.CONTEXT) String word,
            @QueryParam("offset") List<Integer> offsets,
            @QueryParam("incarnation") UUID incarnation,
            @QueryParam("seq") long seq,
            byte[] body) {
        RequestContext context = contexts.require(word, Operation.MANAGE, body);
        try {
            HeadPosition through = incarnation == null ? null : new HeadPosition(incarnation, seq);
            return upload.store(context, batch(body), offsets, through);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private static IndexFileBatch batch(byte[] body) {
        try {
            return IndexFileBatch.read(body);
        } catch (IndexFileException malformed) {
            throw Refusal.of(Code.INVALID_REQUEST, malformed.getMessage());
        }
    }
}

package dev.mien.index.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Code;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.IndexFileKey;
import dev.mien.contracts.index.IndexFileRequest;
import dev.mien.contracts.index.IndexMark;
import dev.mien.index.carry.Download;
import dev.mien.index.file.FileKey;
import dev.mien.index.vault.ExportKeys;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.indexfile.IndexFileFormat;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.UUID;

/** {@code /internal/v1/index/files}: an application's index as a file, and that file's key. */
@Path("/internal/v1/index/files")
@RunOnVirtualThread
public class IndexFileResource {
    private final Download download;
    private final ExportKeys keys;
    private final ContextVerifier contexts;
    private final ObjectMapper json;

    public IndexFileResource(Download download, ExportKeys keys, ContextVerifier contexts, ObjectMapper json) {
        this.download = download;
        this.keys = keys;
        this.contexts = contexts;
        this.json = json;
    }

    @GET
    @Path("/mark")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Services.GATEWAY)
    public IndexMark mark(@HeaderParam(Headers.CONTEXT) String word) {
        contexts.require(word, Operation.MANAGE);
        return download.mark();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(IndexFileFormat.MEDIA_TYPE)
    @RolesAllowed(Services.GATEWAY)
    public Response file(@HeaderParam(Headers.CONTEXT) String word, byte[] body) throws IOException {
        RequestContext context = contexts.require(word, Operation.MANAGE, body);
        IndexFileRequest request = json.readValue(body, IndexFileRequest.class);
        if (request == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "The body is missing.");
        }
        Download.Ready ready = download.ready(context, request);
        StreamingOutput writing = ready::write;
        return Response.ok(writing, IndexFileFormat.MEDIA_TYPE).build();
    }

    /** @param version of the key-encryption key, as the file's header names it */
    @GET
    @Path("/{file}/key")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Services.GATEWAY)
    public IndexFileKey key(
            @HeaderParam(Headers.CONTEXT) String word,
            @PathParam("file") UUID file,
            @QueryParam("version") String version) {
        RequestContext context = contexts.require(word, Operation.MANAGE);
        if (version == null || version.isBlank()) {
            throw Refusal.of(Code.INVALID_REQUEST, "version is missing: keyVersion of the file's header.");
        }
        return keys.of(version, context.application(), file)
                .map(bytes -> {
                    try (FileKey key = FileKey.owning(bytes)) {
                        return new IndexFileKey(file, key.text());
                    }
                })
                .orElseThrow(() -> Refusal.of(
                        Code.NOT_FOUND,
                        "The key-encryption key of that version is gone, and with it every key that came from it."));
    }
}

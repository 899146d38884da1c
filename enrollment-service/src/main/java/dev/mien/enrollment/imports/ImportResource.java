package dev.mien.enrollment.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Code;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.imports.ImportChange;
import dev.mien.contracts.imports.ImportJob;
import dev.mien.contracts.imports.ImportKeys;
import dev.mien.contracts.imports.MissingKeys;
import dev.mien.contracts.imports.NewImport;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** A backend's imports. Bodies are read raw: the gateway's word is for these bytes. */
@Path("/internal/v1/imports")
@RolesAllowed(Services.GATEWAY)
@RunOnVirtualThread
public class ImportResource {
    private final ContextVerifier contexts;
    private final Imports imports;
    private final ObjectMapper json;

    ImportResource(ContextVerifier contexts, Imports imports, ObjectMapper json) {
        this.contexts = contexts;
        this.imports = imports;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    public ImportJob open(@HeaderParam(Headers.CONTEXT) String jws, byte[] body) throws IOException {
        RequestContext context = contexts.require(jws, Operation.MANAGE, body);
        return imports.open(context, read(body, NewImport.class));
    }

    @GET
    @Path("/{id}")
    public ImportJob one(@HeaderParam(Headers.CONTEXT) String jws, @RestPath UUID id) {
        RequestContext context = contexts.require(jws, Operation.MANAGE);
        return imports.find(context.application(), id);
    }

    @PUT
    @Path("/{id}/state")
    @Consumes(MediaType.APPLICATION_JSON)
    public ImportJob state(@HeaderParam(Headers.CONTEXT) String jws, @RestPath UUID id, byte[] body)
            throws IOException {
        RequestContext context = contexts.require(jws, Operation.MANAGE, body);
        return imports.change(
                context.application(), id, read(body, ImportChange.class).state());
    }

    @POST
    @Path("/{id}/missing")
    @Consumes(MediaType.APPLICATION_JSON)
    public MissingKeys missing(@HeaderParam(Headers.CONTEXT) String jws, @RestPath UUID id, byte[] body)
            throws IOException {
        RequestContext context = contexts.require(jws, Operation.MANAGE, body);
        return new MissingKeys(imports.missing(
                context.application(), id, read(body, ImportKeys.class).keys()));
    }

    private <T> T read(byte[] body, Class<T> type) throws IOException {
        T value = json.readValue(body, type);
        if (value == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "The body is missing.");
        }
        return value;
    }
}

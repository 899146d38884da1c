package dev.mien.gateway.imports;

import dev.mien.contracts.Code;
import dev.mien.contracts.Services;
import dev.mien.contracts.imports.ImportChange;
import dev.mien.contracts.imports.ImportKeys;
import dev.mien.contracts.imports.ImportState;
import dev.mien.contracts.imports.MissingKeys;
import dev.mien.gateway.admission.ByKey;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.context.Contexts;
import dev.mien.gateway.json.StrictJson;
import dev.mien.gateway.key.Backend;
import dev.mien.gateway.repeat.Idempotent;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.multipart.Bounds;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** {@code /v1/enrollments/imports}. */
@ByKey
@Path("/v1/enrollments/imports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ImportResource {
    private static final byte[] NO_BODY = {};

    private final ImportApi imports;
    private final Contexts contexts;
    private final Calls calls;
    private final Backend backend;
    private final StrictJson json;

    public ImportResource(
            @RestClient ImportApi imports, Contexts contexts, Calls calls, Backend backend, StrictJson json) {
        this.imports = imports;
        this.contexts = contexts;
        this.calls = calls;
        this.backend = backend;
        this.json = json;
    }

    @Idempotent
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Opens an import with a stated legal basis; an application has one open at a time")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = OpenImport.class)))
    @APIResponse(
            responseCode = "201",
            description = "The import; Location says where it is",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Response open(@Context HttpServerRequest http, byte[] body) {
        Contexts.Vouched vouched =
                vouched(http, json.read(body, OpenImport.class).wanted());
        ImportView opened =
                ImportView.of(calls.to(Services.ENROLLMENT, () -> imports.open(vouched.context(), vouched.body())));
        return Response.created(URI.create("/v1/enrollments/imports/" + opened.importId()))
                .entity(opened)
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far an import is, by outcome of its lines")
    public ImportView get(@PathParam("id") String id, @Context HttpServerRequest http) {
        UUID job = importId(id);
        String context = contexts.ofBackend(backend.application(), Network.of(http), NO_BODY);
        return ImportView.of(calls.to(Services.ENROLLMENT, () -> imports.one(context, job)));
    }

    @Idempotent
    @PUT
    @Path("/{id}/state")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Finishes an import; it takes no lines any more")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChangeImport.class)))
    public ImportView change(@PathParam("id") String id, @Context HttpServerRequest http, byte[] body) {
        if (!"finished".equals(json.read(body, ChangeImport.class).state())) {
            throw Refusal.of(Code.INVALID_REQUEST, "state must be finished.");
        }
        UUID job = importId(id);
        Contexts.Vouched vouched = vouched(http, new ImportChange(ImportState.FINISHED));
        return ImportView.of(
                calls.to(Services.ENROLLMENT, () -> imports.state(vouched.context(), job, vouched.body())));
    }

    @POST
    @Path("/{id}/missing")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Which of these keys have no result and are to be sent, or sent again")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AskMissing.class)))
    public MissingKeys missing(@PathParam("id") String id, @Context HttpServerRequest http, byte[] body) {
        ImportKeys keys = keys(json.read(body, AskMissing.class, Bounds.REQUEST_BYTES));
        UUID job = importId(id);
        Contexts.Vouched vouched = vouched(http, keys);
        return calls.to(Services.ENROLLMENT, () -> imports.missing(vouched.context(), job, vouched.body()));
    }

    private Contexts.Vouched vouched(HttpServerRequest http, Object body) {
        return contexts.vouchedFor(backend.application(), Network.of(http), body);
    }

    private static ImportKeys keys(AskMissing asked) {
        try {
            return new ImportKeys(asked.keys());
        } catch (IllegalArgumentException | NullPointerException wrong) {
            throw Refusal.of(
                    Code.INVALID_REQUEST,
                    "keys must hold 1 to " + ImportKeys.MAXIMUM + " keys, each as the file name of a line.");
        }
    }

    /** What is no UUID is nobody's. */
    static UUID importId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw Refusal.of(Code.NOT_FOUND);
        }
    }
}

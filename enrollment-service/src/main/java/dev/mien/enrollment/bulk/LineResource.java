package dev.mien.enrollment.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Code;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.imports.ImportLine;
import dev.mien.contracts.imports.ImportLinePage;
import dev.mien.contracts.imports.NewLine;
import dev.mien.enrollment.imports.Imports;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.multipart.FrameList;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Lines of an import: the one that comes, and the results that there are. */
@Path("/internal/v1/imports/{id}/lines")
@RolesAllowed(Services.GATEWAY)
@RunOnVirtualThread
public class LineResource {
    /** The line's JSON, and its picture. */
    private static final int PARTS = 2;

    private final ContextVerifier contexts;
    private final LineIntake intake;
    private final Imports imports;
    private final ObjectMapper json;

    LineResource(ContextVerifier contexts, LineIntake intake, Imports imports, ObjectMapper json) {
        this.contexts = contexts;
        this.intake = intake;
        this.imports = imports;
        this.json = json;
    }

    @POST
    @Consumes(FrameList.MEDIA_TYPE)
    public ImportLine take(@HeaderParam(Headers.CONTEXT) String jws, @RestPath UUID id, byte[] body)
            throws IOException {
        try {
            RequestContext context = contexts.require(jws, Operation.IMPORT, body);
            List<Frame> parts = FrameList.read(body);
            try {
                if (parts.size() != PARTS) {
                    throw Refusal.of(Code.INVALID_REQUEST, "A line is its JSON and one picture.");
                }
                NewLine line = json.readValue(parts.getFirst().expose(), NewLine.class);
                return intake.take(context, jws, id, line, parts.getLast());
            } finally {
                parts.forEach(Frame::close);
            }
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    /** @param after the {@code next} of an earlier page; absent for the first */
    @GET
    public ImportLinePage page(
            @HeaderParam(Headers.CONTEXT) String jws,
            @RestPath UUID id,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        RequestContext context = contexts.require(jws, Operation.MANAGE);
        return imports.page(context.application(), id, after, limit);
    }
}

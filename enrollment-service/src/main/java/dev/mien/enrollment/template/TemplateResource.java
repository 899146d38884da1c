package dev.mien.enrollment.template;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.enrollment.TemplateState;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.multipart.Upload;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** A backend changes the template of one of its people. The body is read raw: no frame ever becomes a file. */
@Path("/internal/v1/profiles/{facialId}/templates")
@RolesAllowed(Services.GATEWAY)
@RunOnVirtualThread
public class TemplateResource {
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final ContextVerifier contexts;
    private final Adding adding;

    TemplateResource(ContextVerifier contexts, Adding adding) {
        this.contexts = contexts;
        this.adding = adding;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public TemplateState add(
            @HeaderParam(Headers.CONTEXT) String jws,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @RestPath UUID facialId,
            byte[] body) {
        try {
            RequestContext context = contexts.require(jws, Operation.MANAGE, body);
            try (Upload upload = Upload.read(contentType, body)) {
                if (!Arrays.equals(NOTHING, upload.request())) {
                    throw Refusal.of(Code.INVALID_REQUEST, "The parts are frame; there is no request.");
                }
                return adding.add(context, jws, new FacialId(facialId), upload.frames());
            }
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    @DELETE
    public TemplateState reset(@HeaderParam(Headers.CONTEXT) String jws, @RestPath UUID facialId) {
        RequestContext context = contexts.require(jws, Operation.MANAGE);
        return adding.reset(context, jws, new FacialId(facialId));
    }
}

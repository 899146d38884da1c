package dev.mien.auth.attempt;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Code;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.multipart.Upload;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;

/** Has a visitor recognized. The form of a request is checked here, before any frame is looked at. */
@Path("/internal/v1/authentications")
@RunOnVirtualThread
class AuthenticationResource {
    private final ContextVerifier contexts;
    private final ObjectMapper json;
    private final Authenticating authenticating;
    private final Supplier<UUID> ids;

    AuthenticationResource(
            ContextVerifier contexts, ObjectMapper json, Authenticating authenticating, Supplier<UUID> ids) {
        this.contexts = contexts;
        this.json = json;
        this.authenticating = authenticating;
        this.ids = ids;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(Services.GATEWAY)
    public AuthenticationAnswer authenticate(
            @HeaderParam(Headers.CONTEXT) String jws,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body) {
        try {
            RequestContext context = contexts.require(jws, Operation.AUTHENTICATE, body);
            try (Upload upload = Upload.read(contentType, body)) {
                requireFrames(context.policy(), upload.frames().size());
                AuthenticationRequest request = AuthenticationRequest.read(json, upload.request());
                Attempt attempt =
                        new Attempt(ids.get(), context, jws, upload.digest(), request.claim(), request.nonce());
                return authenticating.authenticate(attempt, upload.frames());
            }
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private static void requireFrames(Policy policy, int frames) {
        if (frames < policy.minimumFrames() || frames > policy.maximumFrames()) {
            throw Refusal.of(
                    Code.INVALID_REQUEST,
                    "frame: between " + policy.minimumFrames() + " and " + policy.maximumFrames() + " are needed.");
        }
    }
}

package dev.mien.enrollment.enroll;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.enrollment.consent.Consents;
import dev.mien.enrollment.consent.PersonsConsent;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.multipart.Upload;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Enrolls a browser's visitor. The body is read raw and parsed in memory: no frame ever becomes a file. */
@Path("/internal/v1/enrollments")
@RolesAllowed(Services.GATEWAY)
@RunOnVirtualThread
public class EnrollmentResource {
    private final ContextVerifier contexts;
    private final Enrollment enrollment;
    private final Consents consents;

    EnrollmentResource(ContextVerifier contexts, Enrollment enrollment, Consents consents) {
        this.contexts = contexts;
        this.enrollment = enrollment;
        this.consents = consents;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(201)
    public EnrollmentAnswer enroll(
            @HeaderParam(Headers.CONTEXT) String jws,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body) {
        try {
            RequestContext context = contexts.require(jws, Operation.ENROLL, body);
            try (Upload upload = Upload.read(contentType, body)) {
                return enrollment.enroll(attempt(context, jws, upload));
            }
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private Attempt attempt(RequestContext context, String jws, Upload upload) {
        EnrollRequest request = EnrollRequest.parse(upload.request());
        return new Attempt(
                context,
                jws,
                context.session(),
                upload.frames(),
                new PersonsConsent(request.consent(), consents),
                request.payload(),
                request.nonce(),
                upload.digest());
    }
}

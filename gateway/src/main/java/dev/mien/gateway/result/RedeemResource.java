package dev.mien.gateway.result;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mien.contracts.Code;
import dev.mien.contracts.Services;
import dev.mien.contracts.auth.RedeemRequest;
import dev.mien.gateway.admission.ByKey;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.context.Contexts;
import dev.mien.gateway.json.StrictJson;
import dev.mien.gateway.key.Backend;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.token.ResultClaims;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.text.ParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** {@code /v1/result-tokens/redeem}. */
@ByKey
@Path("/v1/result-tokens/redeem")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RedeemResource {
    private final EnrollmentResultApi enrollments;
    private final AuthenticationResultApi authentications;
    private final Contexts contexts;
    private final Calls calls;
    private final Backend backend;
    private final StrictJson json;

    public RedeemResource(
            @RestClient EnrollmentResultApi enrollments,
            @RestClient AuthenticationResultApi authentications,
            Contexts contexts,
            Calls calls,
            Backend backend,
            StrictJson json) {
        this.enrollments = enrollments;
        this.authentications = authentications;
        this.contexts = contexts;
        this.calls = calls;
        this.backend = backend;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Accepts a result token, once, and asks again whether the person is active")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Redeem.class)))
    public Redeemed redeem(@Context HttpServerRequest http, byte[] body) {
        String token = json.read(body, Redeem.class).resultToken();
        boolean enrollment = isOfEnrollment(token);
        Contexts.Vouched vouched =
                contexts.vouchedFor(backend.application(), Network.of(http), new RedeemRequest(token));
        return Redeemed.of(
                enrollment
                        ? calls.to(Services.ENROLLMENT, () -> enrollments.redeem(vouched.context(), vouched.body()))
                        : calls.to(Services.AUTH, () -> authentications.redeem(vouched.context(), vouched.body())));
    }

    /** Read, not believed: whoever is asked checks the signature with the one key of its own. */
    private static boolean isOfEnrollment(String token) {
        if (token == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "resultToken is missing.");
        }
        try {
            JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
            return ResultClaims.ENROLL.equals(claims.getClaim("operation"));
        } catch (ParseException noToken) {
            throw Refusal.of(Code.INVALID_REQUEST, "resultToken is not a result token.");
        }
    }
}

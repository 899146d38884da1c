package dev.mien.enrollment.result;

import dev.mien.contracts.Code;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.auth.RedeemRequest;
import dev.mien.contracts.auth.Redemption;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Redeems result tokens of enrollments for their application's backend. */
@Path("/internal/v1/result-tokens/redemptions")
@RolesAllowed(Services.GATEWAY)
@RunOnVirtualThread
public class RedemptionResource {
    private final ContextVerifier contexts;
    private final Redeeming redeeming;

    RedemptionResource(ContextVerifier contexts, Redeeming redeeming) {
        this.contexts = contexts;
        this.redeeming = redeeming;
    }

    @POST
    public Redemption redeem(@HeaderParam(Headers.CONTEXT) String jws, RedeemRequest request) {
        RequestContext context = contexts.require(jws, Operation.MANAGE);
        if (request == null || request.resultToken() == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "resultToken is missing.");
        }
        return redeeming.redeem(context.application(), request.resultToken());
    }
}

package dev.mien.auth.result;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.auth.RedeemRequest;
import dev.mien.contracts.auth.Redemption;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.platform.context.ContextVerifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Accepts a result token, once. */
@Path("/internal/v1/result-tokens/redemptions")
@RunOnVirtualThread
class RedemptionResource {
    private final ContextVerifier contexts;
    private final Redeeming redeeming;

    RedemptionResource(ContextVerifier contexts, Redeeming redeeming) {
        this.contexts = contexts;
        this.redeeming = redeeming;
    }

    @POST
    @RolesAllowed(Services.GATEWAY)
    public Redemption redeem(@HeaderParam(Headers.CONTEXT) String jws, RedeemRequest request) {
        RequestContext context = contexts.require(jws, Operation.MANAGE);
        return redeeming.redeem(context.application(), jws, request == null ? null : request.resultToken());
    }
}

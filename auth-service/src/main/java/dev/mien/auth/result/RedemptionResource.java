package dev.mien.auth.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.auth.RedeemRequest;
import dev.mien.contracts.auth.Redemption;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.platform.context.ContextVerifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** Accepts a result token, once. */
@Path("/internal/v1/result-tokens/redemptions")
@RunOnVirtualThread
class RedemptionResource {
    private final ContextVerifier contexts;
    private final ObjectMapper json;
    private final Redeeming redeeming;

    RedemptionResource(ContextVerifier contexts, ObjectMapper json, Redeeming redeeming) {
        this.contexts = contexts;
        this.json = json;
        this.redeeming = redeeming;
    }

    /** The body is read raw: the gateway's word is for these bytes, whatever they may mean. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Services.GATEWAY)
    public Redemption redeem(@HeaderParam(Headers.CONTEXT) String jws, byte[] body) throws IOException {
        RequestContext context = contexts.require(jws, Operation.MANAGE, body);
        RedeemRequest request = json.readValue(body, RedeemRequest.class);
        return redeeming.redeem(context.application(), jws, request == null ? null : request.resultToken());
    }
}

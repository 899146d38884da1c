package dev.mien.platform.context;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.JWK;
import dev.mien.contracts.context.RequestContext;

/** Signs request contexts; the gateway alone has one. */
public final class ContextSigner {
    static final JOSEObjectType TYPE = new JOSEObjectType("mien-context+jws");
    private final ObjectMapper json;
    private final JWSHeader header;
    private final JWSSigner signer;

    /**
     * @param key a private RSA or P-256 key with a key id
     * @throws IllegalArgumentException for another one, or only its public half
     */
    public ContextSigner(JWK key, ObjectMapper json) {
        ContextKey known = ContextKey.of(key);
        this.json = json;
        this.header = new JWSHeader.Builder(known.algorithm())
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
        try {
            this.signer = known.signer();
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the context key must be a private RSA or P-256 key", e);
        }
    }

    /** @return the compact JWS for the header {@link dev.mien.contracts.Headers#CONTEXT} */
    public String sign(RequestContext context) {
        try {
            JWSObject jws = new JWSObject(header, new Payload(json.writeValueAsBytes(context)));
            jws.sign(signer);
            return jws.serialize();
        } catch (JOSEException | JacksonException e) {
            throw new IllegalStateException("a request context could not be signed", e);
        }
    }
}

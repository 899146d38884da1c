package dev.mien.platform.context;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import dev.mien.contracts.context.RequestContext;

/** Signs request contexts; the gateway alone has one. */
public final class ContextSigner {
    static final JOSEObjectType TYPE = new JOSEObjectType("mien-context+jws");
    private final ObjectMapper json;
    private final JWSHeader header;
    private final ECDSASigner signer;

    /** @param key a private P-256 key with a key id */
    public ContextSigner(ECKey key, ObjectMapper json) {
        this.json = json;
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
        try {
            this.signer = new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the context key must be a private P-256 key", e);
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

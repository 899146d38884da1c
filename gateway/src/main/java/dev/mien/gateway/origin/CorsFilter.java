package dev.mien.gateway.origin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/** Lets the page that was let in read the answer, a refusal as well. */
@Provider
public class CorsFilter implements ContainerResponseFilter {
    private final Cors cors;

    public CorsFilter(Cors cors) {
        this.cors = cors;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        cors.origin().ifPresent(origin -> {
            headers.putSingle("Access-Control-Allow-Origin", origin);
            headers.putSingle("Access-Control-Expose-Headers", HttpHeaders.RETRY_AFTER);
            headers.putSingle(HttpHeaders.VARY, "Origin");
        });
    }
}

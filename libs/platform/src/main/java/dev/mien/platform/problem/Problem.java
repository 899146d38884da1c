package dev.mien.platform.problem;

import dev.mien.contracts.Code;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * The body of every error: RFC 9457, with two members of ours.
 *
 * @param type names the code; there is nothing to fetch
 * @param fioCode the number that pages written for fio.js know
 */
@RegisterForReflection
public record Problem(String type, String title, int status, String detail, String code, int fioCode) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(Code code, int status, String detail) {
        return new Problem(
                "urn:mien:problem:" + code.name().toLowerCase(java.util.Locale.ROOT),
                code.title(),
                status,
                detail,
                code.name(),
                code.fioCode());
    }

    static Response response(Refusal refusal) {
        Response.ResponseBuilder response = Response.status(refusal.status())
                .type(MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(of(refusal.code(), refusal.status(), refusal.detail()));
        if (refusal.retryAfter() != null) {
            response.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, refusal.retryAfter().toSeconds()));
        }
        return response.build();
    }
}

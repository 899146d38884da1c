package dev.mien.platform.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.mien.contracts.Code;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;

/**
 * The body of every error: RFC 9457, with two members of ours.
 *
 * @param type names the code; there is nothing to fetch
 * @param fioCode the number that pages written for fio.js know
 * @param members what this problem has beyond the others
 */
@RegisterForReflection
public record Problem(
        String type, String title, int status, String detail, String code, int fioCode, Map<String, Object> members) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        members = members == null ? Map.of() : Map.copyOf(members);
    }

    public static Problem of(Code code, int status, String detail) {
        return of(code, status, detail, Map.of());
    }

    private static Problem of(Code code, int status, String detail, Map<String, Object> members) {
        return new Problem(
                "urn:mien:problem:" + code.name().toLowerCase(Locale.ROOT),
                code.title(),
                status,
                detail,
                code.name(),
                code.fioCode(),
                members);
    }

    @Override
    @JsonAnyGetter
    public Map<String, Object> members() {
        return members;
    }

    static Response response(Refusal refusal) {
        Response.ResponseBuilder response = Response.status(refusal.status())
                .type(MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(of(refusal.code(), refusal.status(), refusal.detail(), refusal.members()));
        if (refusal.retryAfter() != null) {
            response.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, refusal.retryAfter().toSeconds()));
        }
        if (refusal.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }
}

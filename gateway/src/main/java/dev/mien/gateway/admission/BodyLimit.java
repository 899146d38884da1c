package dev.mien.gateway.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Code;
import dev.mien.platform.multipart.Bounds;
import dev.mien.platform.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses a body by its declared length, before a byte of it is read: frames may be large, everything else is small.
 * What declares no length is refused too, unless it brings frames, which are counted as they come.
 */
@ApplicationScoped
public class BodyLimit {
    /** Bytes of a body without frames: a payload of 16 KiB, escaped, with room for the rest. */
    static final int JSON_BYTES = Bounds.REQUEST_BYTES;

    /** Before Quarkus's own limit, which closes the connection without a word. */
    private static final int BEFORE_EVERYTHING = 1_000;

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);
    private static final int LENGTH_REQUIRED = 411;
    private static final int TOO_LARGE = 413;

    private final ObjectMapper json;

    public BodyLimit(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING);
    }

    private void check(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (IndexUploads.is(request)) {
            index(routing);
            return;
        }
        boolean frames = bringsFrames(request);
        Long length = length(request);
        if (length == null) {
            if (frames || !mayStream(request)) {
                routing.next();
            } else {
                refuse(routing, LENGTH_REQUIRED, "The request must declare the length of its body.");
            }
            return;
        }
        int limit = frames ? Bounds.BODY_BYTES : JSON_BYTES;
        if (length > limit) {
            refuse(routing, TOO_LARGE, "The body may have at most " + limit + " bytes.");
        } else {
            routing.next();
        }
    }

    /** Its length is not asked for any more: from here on its bytes are counted as they come ({@link IndexUploads}). */
    private void index(RoutingContext routing) {
        Long length = length(routing.request());
        if (length != null && length > IndexUploads.FILE_BYTES) {
            refuse(routing, TOO_LARGE, "An index file may have at most " + IndexUploads.FILE_BYTES + " bytes.");
            return;
        }
        routing.request().headers().remove("Content-Length");
        routing.next();
    }

    private static boolean bringsFrames(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    /** Null when none is declared; one that is no number is larger than every limit. */
    static Long length(HttpServerRequest request) {
        String declared = request.getHeader("Content-Length");
        if (declared == null) {
            return null;
        }
        try {
            return Long.parseLong(declared);
        } catch (NumberFormatException noNumber) {
            return Long.MAX_VALUE;
        }
    }

    static boolean mayStream(HttpServerRequest request) {
        // HTTP/2 has no header that tells a stream with a body; what has no length then may be one, by its method.
        return request.version() == HttpVersion.HTTP_2
                ? WITH_BODY.contains(request.method()) && !request.isEnded()
                : request.getHeader("Transfer-Encoding") != null;
    }

    private void refuse(RoutingContext routing, int status, String detail) {
        routing.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Connection", "close")
                .end(body(status, detail))
                .onComplete(_ -> routing.request().connection().close());
    }

    private String body(int status, String detail) {
        try {
            return json.writeValueAsString(Problem.of(Code.INVALID_REQUEST, status, detail));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem is always JSON", impossible);
        }
    }
}

package dev.mien.gateway.admission;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * Lets an index file be larger than every other body: it is read part by part, and never held. {@link BodyLimit} has
 * taken its declared length away, so that Quarkus counts its bytes instead of refusing it by that; here it is told how
 * many they may be. Should Quarkus ever ask in another order, such a file is refused.
 */
@ApplicationScoped
public class IndexUploads {
    /** Ten million templates of 512 dimensions that have learned all they can are a hundred gigabytes. */
    static final long FILE_BYTES = 128L << 30;

    /** After Quarkus's limit, which is at 2. */
    private static final int AFTER_THE_LIMIT = 1;

    private static final Pattern PATH = Pattern.compile("/v1/admin/applications/[^/]+/index/imports");

    void register(@Observes Filters filters) {
        filters.register(IndexUploads::allow, AFTER_THE_LIMIT);
    }

    static boolean is(HttpServerRequest request) {
        return request.method() == HttpMethod.POST
                && request.path() != null
                && PATH.matcher(request.path()).matches();
    }

    private static void allow(RoutingContext routing) {
        if (is(routing.request())) {
            routing.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, FILE_BYTES);
        }
        routing.next();
    }
}

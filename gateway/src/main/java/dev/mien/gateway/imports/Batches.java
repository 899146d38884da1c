package dev.mien.gateway.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Code;
import dev.mien.contracts.Services;
import dev.mien.contracts.imports.ImportLine;
import dev.mien.contracts.imports.LineOutcome;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.context.Contexts;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.multipart.FrameList;
import dev.mien.platform.multipart.NamedPhotos;
import dev.mien.platform.problem.Refusal;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Has the lines of a batch enrolled, one after another. Whatever stops it, those that were not looked at are answered
 * as missing: sent again, they are taken up where this ended. A line that fails alone stops nothing: a picture that
 * nobody can look at would keep all that are sent with it from being enrolled, however often.
 */
@ApplicationScoped
class Batches {
    /** No line is begun later than this: its sender has been waiting for long enough. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** A status from here on is somebody's failure, no refusal of what was asked. */
    private static final int FAILURE = 500;

    private static final Refusal TOO_LONG =
            Refusal.later("The batch took too long; send this line again, in a smaller one.", Duration.ofSeconds(1));

    private final ImportApi imports;
    private final Contexts contexts;
    private final Calls calls;
    private final ObjectMapper json;

    Batches(@RestClient ImportApi imports, Contexts contexts, Calls calls, ObjectMapper json) {
        this.imports = imports;
        this.contexts = contexts;
        this.calls = calls;
        this.json = json;
    }

    /**
     * @param sender nothing is begun for one who has gone
     * @throws Refusal when not one line has a result
     */
    Response take(UUID job, NamedPhotos photos, Application application, Network network, HttpServerResponse sender) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        List<LineView> results = new ArrayList<>();
        boolean any = false;
        boolean failed = false;
        boolean stopped = false;
        Refusal why = null;
        for (NamedPhotos.Line line : photos.lines()) {
            if (!stopped && (System.nanoTime() > deadline || sender.closed())) {
                stopped = true;
                why = TOO_LONG;
            }
            if (!stopped) {
                try {
                    results.add(LineView.of(enrolled(job, line, application, network)));
                    any = true;
                    failed = false;
                    continue;
                } catch (Refusal refusal) {
                    // Two failures in a row are no longer about the pictures; what is no failure is about the import.
                    stopped = failed || refusal.status() < FAILURE;
                    failed = true;
                    why = refusal;
                }
            }
            results.add(missing(line.named().key(), why.code(), why.detail()));
        }
        if (!any) {
            throw why;
        }
        return answer(results, why);
    }

    private static Response answer(List<LineView> results, Refusal why) {
        Response.ResponseBuilder answer = Response.ok(new LineView.Batch(results));
        if (why != null && why.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, why.retryAfter().toSeconds());
        }
        return answer.build();
    }

    private ImportLine enrolled(UUID job, NamedPhotos.Line line, Application application, Network network) {
        byte[] body = write(line);
        try {
            String context = contexts.ofImport(application, network, body);
            return calls.to(Services.ENROLLMENT, () -> imports.line(context, job, body));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private byte[] write(NamedPhotos.Line line) {
        try (Frame named = Frame.owning(json.writeValueAsBytes(line.named()))) {
            return FrameList.write(List.of(named, line.image()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of the internal API can always be written", impossible);
        }
    }

    private static LineView missing(String key, Code code, String detail) {
        return LineView.of(new ImportLine(key, LineOutcome.MISSING, null, code, detail));
    }
}
